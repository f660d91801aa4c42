package io.mitalk.wire.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.wire.sdp.Attribute.Candidate;
import io.mitalk.wire.sdp.Attribute.ExtMap;
import io.mitalk.wire.sdp.Attribute.Fingerprint;
import io.mitalk.wire.sdp.Attribute.Fmtp;
import io.mitalk.wire.sdp.Attribute.Group;
import io.mitalk.wire.sdp.Attribute.IcePwd;
import io.mitalk.wire.sdp.Attribute.IceUfrag;
import io.mitalk.wire.sdp.Attribute.MaxMessageSize;
import io.mitalk.wire.sdp.Attribute.Mid;
import io.mitalk.wire.sdp.Attribute.Msid;
import io.mitalk.wire.sdp.Attribute.RtpMap;
import io.mitalk.wire.sdp.Attribute.SctpPort;
import io.mitalk.wire.sdp.Attribute.Ssrc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SdpTest {

    private static final String CHROMIUM = "chromium-156-offer.sdp";
    private static final String FIREFOX = "firefox-form-offer.sdp";
    private static final String NATIVE = "native-form-offer.sdp";
    private static final String START = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
    private static final String AUDIO = START + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n";

    @ParameterizedTest
    @ValueSource(strings = {CHROMIUM, FIREFOX, NATIVE})
    @DisplayName("a client's offer is written line by line as it was read")
    void roundTrip(String name) {
        String text = resource(name);
        SessionDescription offer = SessionDescription.parse(text);
        assertThat(offer.write().lines()).containsExactlyElementsOf(kept(text));
        assertThat(SessionDescription.parse(offer.write())).isEqualTo(offer);
    }

    @Test
    @DisplayName("Chromium's real offer gives codecs, extensions, SSRC and transport")
    void chromium() {
        SessionDescription offer = SessionDescription.parse(resource(CHROMIUM));
        assertThat(offer.bundle()).containsExactly("0", "1");
        assertThat(offer.has(Attribute.EXTMAP_ALLOW_MIXED)).isTrue();
        assertThat(offer.has(Attribute.ICE_LITE)).isFalse();
        assertThat(offer.transport(IceUfrag.class)).isEqualTo(new IceUfrag("m7l6"));
        assertThat(offer.transport(Setup.class)).isEqualTo(Setup.ACTPASS);
        MediaSection audio = Objects.requireNonNull(offer.section("0"));
        assertThat(audio.formats()).containsExactly("111", "63", "9", "0", "8", "13", "110", "126");
        assertThat(audio.payloadType("OPUS", 48_000)).isEqualTo(111);
        assertThat(audio.payloadType("opus", 8_000)).isEqualTo(-1);
        assertThat(Objects.requireNonNull(audio.fmtp(111)).parameter("useinbandfec"))
                .isEqualTo("1");
        assertThat(audio.extensionId(ExtMap.AUDIO_LEVEL)).isEqualTo(1);
        assertThat(audio.extensionId(ExtMap.MID)).isEqualTo(4);
        assertThat(audio.extensionId("urn:none")).isZero();
        assertThat(audio.direction()).isEqualTo(Direction.SENDONLY);
        assertThat(audio.ssrc()).isEqualTo(2066701554);
        assertThat(Objects.requireNonNull(audio.first(Msid.class)).track())
                .isEqualTo("36188a20-9543-4261-9335-aabd1425b675");
        assertThat(audio.has(Attribute.RTCP_MUX)).isTrue();
        MediaSection data = Objects.requireNonNull(offer.section("1"));
        assertThat(data.kind()).isEqualTo("application");
        assertThat(data.protocol()).isEqualTo(MediaSection.SCTP);
        assertThat(data.first(SctpPort.class)).isEqualTo(new SctpPort(5000));
        assertThat(data.first(MaxMessageSize.class)).isEqualTo(new MaxMessageSize(262_144));
    }

    @Test
    @DisplayName(
            "an offer of Firefox's form keeps payload type 109 and its session-level fingerprint")
    void firefox() {
        SessionDescription offer = SessionDescription.parse(resource(FIREFOX));
        MediaSection audio = Objects.requireNonNull(offer.section("0"));
        assertThat(audio.payloadType("opus", 48_000)).isEqualTo(109);
        assertThat(audio.ssrc()).isEqualTo((int) 3_219_474_412L);
        assertThat(audio.all(ExtMap.class).get(1).direction()).isEqualTo(Direction.RECVONLY);
        assertThat(Objects.requireNonNull(offer.transport(Fingerprint.class)).algorithm())
                .isEqualTo("sha-256");
        assertThat(offer.section("9")).isNull();
    }

    @Test
    @DisplayName(
            "an offer of a native client gives its candidates and a section behind the data section")
    void nativeClient() {
        SessionDescription offer = SessionDescription.parse(resource(NATIVE));
        List<Candidate> candidates = offer.media().getFirst().all(Candidate.class);
        assertThat(candidates).hasSize(3);
        assertThat(candidates.get(1).type()).isEqualTo("srflx");
        assertThat(candidates.get(1).rest()).startsWith("raddr 192.0.2.17 rport 52819");
        assertThat(candidates.get(2).address()).isEqualTo("::1");
        assertThat(Objects.requireNonNull(offer.section("1")).ssrc()).isEqualTo(0xF000_0000);
    }

    @Test
    @DisplayName("an offer made of records is the text that clients expect")
    void writesOffer() {
        List<Attribute> audio =
                List.of(
                        new IceUfrag("serv"),
                        new IcePwd("abcdefghijklmnopqrstuv"),
                        new Fingerprint("sha-256", "AB:CD"),
                        Setup.ACTPASS,
                        new Mid("3"),
                        Direction.SENDONLY,
                        Attribute.RTCP_MUX,
                        new ExtMap(4, ExtMap.MID),
                        RtpMap.opus(111),
                        new Fmtp("111", "minptime=10;useinbandfec=1"),
                        new Attribute.RtcpFeedback("111", "nack"),
                        new Msid("PA_a|TR_b", "TR_b"),
                        new Ssrc(-1, "cname", "PA_a|TR_b"),
                        Candidate.host("1", 2_130_706_431L, "192.0.2.1", 7882),
                        Attribute.END_OF_CANDIDATES);
        var offer =
                new SessionDescription(
                        Origin.of(7, 1).next(),
                        List.of(Attribute.ICE_LITE, Group.bundle(List.of("3"))),
                        List.of(MediaSection.audio(audio)));
        assertThat(offer.write().lines())
                .containsExactly(
                        "v=0",
                        "o=- 7 2 IN IP4 127.0.0.1",
                        "s=-",
                        "t=0 0",
                        "a=ice-lite",
                        "a=group:BUNDLE 3",
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                        "c=IN IP4 0.0.0.0",
                        "a=ice-ufrag:serv",
                        "a=ice-pwd:abcdefghijklmnopqrstuv",
                        "a=fingerprint:sha-256 AB:CD",
                        "a=setup:actpass",
                        "a=mid:3",
                        "a=sendonly",
                        "a=rtcp-mux",
                        "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
                        "a=rtpmap:111 opus/48000/2",
                        "a=fmtp:111 minptime=10;useinbandfec=1",
                        "a=rtcp-fb:111 nack",
                        "a=msid:PA_a|TR_b TR_b",
                        "a=ssrc:4294967295 cname:PA_a|TR_b",
                        "a=candidate:1 1 udp 2130706431 192.0.2.1 7882 typ host",
                        "a=end-of-candidates");
        assertThat(offer.write()).endsWith("a=end-of-candidates\r\n");
        assertThat(SessionDescription.parse(offer.write())).isEqualTo(offer);
        assertThat(offer.toString()).doesNotContain("abcdefghijklmnopqrstuv");
    }

    @Test
    @DisplayName("a refused section keeps kind, formats and mid, with port 0")
    void rejected() {
        MediaSection offered = SessionDescription.parse(resource(CHROMIUM)).media().getFirst();
        MediaSection answer = MediaSection.rejected(offered);
        assertThat(answer.isRejected()).isTrue();
        assertThat(answer.formats()).isEqualTo(offered.formats());
        assertThat(answer.mid()).isEqualTo("0");
        assertThat(answer.direction()).isEqualTo(Direction.INACTIVE);
    }

    @Test
    @DisplayName("port 0 of a section that lives in the bundle only is no refusal")
    void bundleOnly() {
        var offered =
                new MediaSection(
                        "audio",
                        0,
                        MediaSection.RTP,
                        List.of("109"),
                        MediaSection.ANYWHERE,
                        List.of(Attribute.BUNDLE_ONLY));
        assertThat(offered.isRejected()).isFalse();
        var read =
                SessionDescription.parse(resource(FIREFOX).replace("m=audio 9", "m=audio 0"))
                        .media()
                        .getFirst();
        assertThat(read.isRejected()).isTrue();
    }

    @Test
    @DisplayName("directions are seen from either side")
    void directions() {
        assertThat(Direction.SENDONLY.reversed()).isEqualTo(Direction.RECVONLY);
        assertThat(Direction.SENDRECV.reversed()).isEqualTo(Direction.SENDRECV);
        assertThat(Direction.RECVONLY.sends()).isFalse();
        assertThat(Direction.RECVONLY.receives()).isTrue();
        assertThat(SessionDescription.parse(AUDIO).media().getFirst().direction())
                .isEqualTo(Direction.SENDRECV);
    }

    @Test
    @DisplayName("a name with a line end cannot forge a line")
    void injection() {
        var section = MediaSection.audio(List.of(new Ssrc(1, "cname", "x\r\na=sendrecv")));
        var offer = new SessionDescription(Origin.of(1, 1), List.of(), List.of(section));
        assertThatThrownBy(offer::write)
                .isInstanceOf(SdpException.class)
                .hasMessageContaining("line end");
        assertThatThrownBy(() -> new Msid("a b", "c")).isInstanceOf(SdpException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "v=1\r\n",
                "v=0\r\ns=-\r\n",
                START + "x\r\n",
                START + "q=1\r\n",
                START + "o=- 1 2 IN IP4 127.0.0.1\r\n",
                START + "a=setup:sideways\r\n",
                START + "m=audio 9 UDP/TLS/RTP/SAVPF\r\n",
                START + "m=audio 65536 UDP/TLS/RTP/SAVPF 0\r\n",
                START + "m=audio +9 UDP/TLS/RTP/SAVPF 0\r\n",
                AUDIO + "a=rtpmap:128 opus/48000\r\n",
                AUDIO + "a=rtpmap:111 opus\r\n",
                AUDIO + "a=extmap:0 urn:x\r\n",
                AUDIO + "a=extmap:1/sideways urn:x\r\n",
                AUDIO + "a=ice-ufrag:abc\r\n",
                AUDIO + "a=ice-pwd:tooshort\r\n",
                AUDIO + "a=fingerprint:sha-256 AB:C\r\n",
                AUDIO + "a=ssrc:4294967296 cname:x\r\n",
                AUDIO + "a=mid:0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n",
                AUDIO + "a=mid:a b\r\n",
                AUDIO + "a=x:\rb\r\n"
            })
    @DisplayName("a broken description is refused with a reason")
    void refused(String text) {
        assertThatThrownBy(() -> SessionDescription.parse(text))
                .isInstanceOf(SdpException.class)
                .message()
                .isNotBlank();
    }

    @Test
    @DisplayName("size, line length, lines and sections are limited")
    void limits() {
        String sections = "m=audio 9 X 0\n".repeat(SdpParser.MAX_SECTIONS);
        assertThat(SessionDescription.parse(START + sections).media())
                .hasSize(SdpParser.MAX_SECTIONS);
        List<String> excessive =
                List.of(
                        START + sections + "m=audio 9 X 0\n",
                        START + "a=" + "x".repeat(SdpParser.MAX_LINE_CHARS),
                        START + "b=\n".repeat(SdpParser.MAX_LINES),
                        START + " ".repeat(SdpParser.MAX_CHARS));
        for (String text : excessive) {
            assertThatThrownBy(() -> SessionDescription.parse(text))
                    .isInstanceOf(SdpException.class);
        }
    }

    /** The lines that are kept: all but bandwidth, and rtpmap without the channel count that is the standard one. */
    private static List<String> kept(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("b="))
                .map(
                        line ->
                                line.startsWith("a=rtpmap:") && line.endsWith("/1")
                                        ? line.substring(0, line.length() - 2)
                                        : line)
                .toList();
    }

    private static String resource(String name) {
        try (var in =
                Objects.requireNonNull(SdpTest.class.getResourceAsStream("/sdp/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
