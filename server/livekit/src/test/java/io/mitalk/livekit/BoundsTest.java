package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.livekit.client.WireClient;
import io.mitalk.livekit.signal.SignalSettings;
import io.mitalk.livekit.token.VideoGrant;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import livekit.LivekitModels.AudioTrackFeature;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.MuteTrackRequest;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.UpdateSubscription;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What one participant can make the server keep, or tell the others. */
class BoundsTest {

    private static AddTrackRequest.Builder microphone(String cid) {
        return AddTrackRequest.newBuilder().setCid(cid).setSource(TrackSource.MICROPHONE);
    }

    private static void add(WireClient client, AddTrackRequest.Builder track) {
        client.send(SignalRequest.newBuilder().setAddTrack(track));
    }

    @Test
    @DisplayName(
            "[S15] a track's names are as short as a participant's, since everybody is told of them")
    void longNames() throws Exception {
        try (var house = new House()) {
            var client = house.join("ada", VideoGrant.speaker("r"));
            client.joined();
            String endless = "x".repeat(300_000);
            for (var track :
                    List.of(
                            microphone("a").setName(endless),
                            microphone("b").setStream(endless),
                            microphone(endless))) {
                client.inbox.clear();
                add(client, track);
                var answer =
                        client.await("an answer", SignalResponse::hasRequestResponse)
                                .getRequestResponse();
                assertThat(answer.getReason()).isEqualTo(RequestResponse.Reason.LIMIT_EXCEEDED);
            }
        }
    }

    @Test
    @DisplayName("[S15] what a microphone can do is told once, however often its client says it")
    void features() throws Exception {
        try (var house = new House()) {
            var client = house.join("ada", VideoGrant.speaker("r"));
            client.joined();
            var often = Collections.nCopies(100_000, AudioTrackFeature.TF_NOISE_SUPPRESSION);
            add(client, microphone("a").addAllAudioFeatures(often));
            var told =
                    client.await("published", SignalResponse::hasTrackPublished)
                            .getTrackPublished();
            assertThat(told.getTrack().getAudioFeaturesList())
                    .containsExactly(AudioTrackFeature.TF_NOISE_SUPPRESSION);
        }
    }

    private static SessionDescription lastAnswer(WireClient client) {
        return client.inbox.stream()
                .filter(SignalResponse::hasAnswer)
                .toList()
                .getLast()
                .getAnswer();
    }

    @Test
    @DisplayName("A section that is in no later offer ends with the track that it carried")
    void vanishedSection() throws Exception {
        try (var house = new House()) {
            var client = house.join("ada", VideoGrant.speaker("r"));
            client.joined();
            client.publish("a");
            assertThat(lastAnswer(client).getMidToTrackIdMap()).containsOnlyKeys("0");
            client.offer(
                    """
                    v=0
                    o=- 7 9 IN IP4 127.0.0.1
                    s=-
                    t=0 0
                    a=group:BUNDLE 1
                    m=audio 9 UDP/TLS/RTP/SAVPF 109
                    a=mid:1
                    a=inactive
                    a=rtpmap:109 opus/48000/2
                    """);
            assertThat(lastAnswer(client).getMidToTrackIdMap()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "[S15] a socket with too many bytes a second is closed, however few its messages are")
    void bytes() throws Exception {
        try (var house = new House(new SignalSettings(1 << 16, 50, 100, true))) {
            var client = house.join("ada", VideoGrant.speaker("r"));
            client.joined();
            var large =
                    SignalRequest.newBuilder()
                            .setMute(MuteTrackRequest.newBuilder().setSid("x".repeat(60_000)));
            for (int i = 0; i < 8; i++) {
                client.send(large);
            }
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> client.closeCode() != 0);
            // Cut rather than closed, where the goodbye was overtaken by the answer to what she
            // still sent.
            assertThat(client.closeCode()).isIn(1008, 1006);
        }
    }

    @Test
    @DisplayName(
            "[S15] a wish for a track that is not there is waited for once, and no sid is endless")
    void wishes() throws Exception {
        try (var house = new House();
                var log = AuditLog.listen()) {
            var client = house.join("ada", VideoGrant.speaker("r"));
            client.joined();
            for (int i = 0; i < 20; i++) {
                var wish =
                        UpdateSubscription.newBuilder()
                                .setSubscribe(true)
                                .addTrackSids("TR_" + "x".repeat(1000) + i)
                                .addTrackSids("TR_nobody");
                client.send(SignalRequest.newBuilder().setSubscription(wish));
            }
            client.send(SignalRequest.newBuilder().setPing(7));
            client.await("pong", SignalResponse::hasPong);
            assertThat(log.lines()).filteredOn(line -> line.contains("elsewhere")).hasSize(1);
        }
    }
}
