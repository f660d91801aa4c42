package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.livekit.token.VideoGrant;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Direction;
import io.mitalk.wire.sdp.MediaSection;
import io.mitalk.wire.sdp.SessionDescription;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import livekit.LivekitModels.Encryption;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Offers that real clients made, answered by a whole server. */
@SuppressWarnings("deprecation") // clients still say so that they want no redundant packets
class GoldenOffersTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "chromium-placeholders",
                "chromium-microphone",
                "firefox-placeholders",
                "firefox-microphone",
                "rust-sdk-microphone"
            })
    @DisplayName(
            "each section of a real client's offer is answered in its place, with its own formats and parameters")
    void answered(String name) throws Exception {
        var offer = SessionDescription.parse(read(name));
        try (var house = new House()) {
            var client = house.join("ada", VideoGrant.speaker("r"));
            client.joined();
            var answer = client.offer(offer.write());
            assertThat(answer.media()).hasSameSizeAs(offer.media());
            assertThat(answer.bundle())
                    .isEqualTo(offer.media().stream().map(MediaSection::mid).toList());
            for (int i = 0; i < offer.media().size(); i++) {
                same(offer.media().get(i), answer.media().get(i));
            }
        }
    }

    @ParameterizedTest(name = "redundancy disabled: {0}, encryption: {1}")
    @CsvSource({"false, NONE", "true, NONE", "false, GCM"})
    @DisplayName(
            "who offers redundant packets is asked for them, unless the track disables them or is encrypted")
    void redundant(boolean disabled, Encryption.Type encryption) throws Exception {
        var offer = SessionDescription.parse(read("chromium-microphone"));
        var msid = Objects.requireNonNull(offer.media().getFirst().first(Attribute.Msid.class));
        try (var house = new House()) {
            var client = house.join("ada", VideoGrant.speaker("r"));
            client.joined();
            client.send(
                    SignalRequest.newBuilder()
                            .setAddTrack(
                                    AddTrackRequest.newBuilder()
                                            .setDisableRed(disabled)
                                            .setEncryption(encryption)
                                            .setCid(msid.track())
                                            .setSource(TrackSource.MICROPHONE)));
            client.await("published", SignalResponse::hasTrackPublished);
            var answered = client.offer(offer.write()).media().getFirst();
            boolean first = !disabled && encryption == Encryption.Type.NONE;
            assertThat(answered.formats()).isEqualTo(first ? List.of("63", "111") : List.of("111"));
            if (first) {
                assertThat(Objects.requireNonNull(answered.fmtp(63)).parameters())
                        .isEqualTo("111/111");
            }
        }
    }

    private static void same(MediaSection offered, MediaSection answered) {
        assertThat(answered.mid()).isEqualTo(offered.mid());
        assertThat(answered.kind()).isEqualTo(offered.kind());
        assertThat(answered.isRejected()).as("a port of 0 breaks the bundle").isFalse();
        if (offered.kind().equals("application")) {
            assertThat(answered.first(Attribute.SctpPort.class)).isNotNull();
        } else if (offered.direction().sends()) {
            assertThat(answered.direction()).isEqualTo(Direction.RECVONLY);
            assertThat(answered.payloadType("opus", 48_000))
                    .isEqualTo(offered.payloadType("opus", 48_000));
            assertThat(answered.extensionId(Attribute.ExtMap.AUDIO_LEVEL))
                    .isEqualTo(offered.extensionId(Attribute.ExtMap.AUDIO_LEVEL));
        } else {
            assertThat(answered.direction()).isEqualTo(Direction.INACTIVE);
            assertThat(answered.formats()).isEqualTo(offered.formats());
            assertThat(answered.all(Attribute.RtpMap.class))
                    .isEqualTo(offered.all(Attribute.RtpMap.class));
            assertThat(parameters(answered)).isNotEmpty().isEqualTo(parameters(offered));
        }
    }

    private static List<Attribute.Fmtp> parameters(MediaSection section) {
        return section.all(Attribute.Fmtp.class);
    }

    private static String read(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        GoldenOffersTest.class.getResourceAsStream("/offers/" + name + ".sdp"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "\r\n");
        }
    }
}
