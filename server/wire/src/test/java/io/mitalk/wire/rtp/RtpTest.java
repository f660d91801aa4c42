package io.mitalk.wire.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.wire.WireSeeds;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RtpTest {

    private static final byte[] ONE_BYTE = WireSeeds.rtp().get(0);
    private static final byte[] TWO_BYTE = WireSeeds.rtp().get(1);
    private static final byte[] PADDED = WireSeeds.rtp().get(2);

    private final RtpView view = new RtpView();

    @Test
    @DisplayName("header fields and one-byte extensions are read")
    void oneByteExtensions() {
        assertThat(view.wrap(ONE_BYTE, 0, ONE_BYTE.length)).isTrue();
        assertThat(view.marker()).isTrue();
        assertThat(view.payloadType()).isEqualTo(111);
        assertThat(view.sequence()).isEqualTo(0x1234);
        assertThat(view.timestamp()).isEqualTo(3000);
        assertThat(view.ssrc()).isEqualTo(0xDEADBEEF);
        assertThat(view.headerLength()).isEqualTo(24);
        assertThat(view.payloadLength()).isEqualTo(3);
        assertThat(view.audioLevel(1)).isEqualTo(5);
        assertThat(view.voice(1)).isTrue();
        assertThat(view.extensionText(4)).isEqualTo("12");
        assertThat(view.extensionEquals(4, "12".getBytes(StandardCharsets.US_ASCII))).isTrue();
        assertThat(view.audioLevel(2)).isEqualTo(-1);
        assertThat(view.extensionLength(2)).isEqualTo(-1);
        assertThat(view.extensionOffset(0)).isEqualTo(-1);
    }

    @Test
    @DisplayName("two-byte extensions are read, an empty one included")
    void twoByteExtensions() {
        assertThat(view.wrap(TWO_BYTE, 0, TWO_BYTE.length)).isTrue();
        assertThat(view.audioLevel(1)).isEqualTo(5);
        assertThat(view.extensionLength(9)).isZero();
        assertThat(view.audioLevel(9)).isGreaterThanOrEqualTo(-1);
        assertThat(view.extensionText(4)).isEqualTo("12");
        assertThat(view.payloadLength()).isEqualTo(1);
    }

    @Test
    @DisplayName("padding is cut off in the clear and counted in while encrypted")
    void padding() {
        assertThat(view.wrap(PADDED, 0, PADDED.length)).isTrue();
        assertThat(view.csrcCount()).isEqualTo(2);
        assertThat(view.csrc(1)).isEqualTo(11);
        assertThat(view.payloadLength()).isEqualTo(2);
        assertThat(view.paddingLength()).isEqualTo(4);
        assertThat(view.wrapEncrypted(PADDED, 0, PADDED.length)).isTrue();
        assertThat(view.payloadLength()).isEqualTo(6);
        byte[] broken = PADDED.clone();
        broken[broken.length - 1] = 7;
        assertThat(view.wrap(broken, 0, broken.length)).isFalse();
        broken[broken.length - 1] = 0;
        assertThat(view.wrap(broken, 0, broken.length)).isFalse();
    }

    @Test
    @DisplayName("a packet cut anywhere within its header is refused")
    void truncated() {
        for (int length = 0; length < 24; length++) {
            assertThat(view.wrap(ONE_BYTE, 0, length)).as("length %d", length).isFalse();
        }
        assertThat(view.wrap(ONE_BYTE, 0, 24)).isTrue();
        assertThat(view.payloadLength()).isZero();
    }

    @Test
    @DisplayName("a written header is read back, with one-byte, two-byte and no extensions")
    void writesHeader() {
        byte[] buf = new byte[64];
        byte[] mid = "7".getBytes(StandardCharsets.US_ASCII);
        for (int midId : List.of(0, 3, 20)) {
            var header =
                    new RtpHeader()
                            .payloadType(109)
                            .marker(true)
                            .sequence(0x2_FFFE)
                            .timestamp(1L << 33 | 5);
            header.ssrc(-2).mid(midId, mid).audioLevel(midId == 0 ? 0 : 1, 30, true);
            int length = header.writeTo(buf, 5);
            assertThat(length).isEqualTo(header.length());
            assertThat(view.wrap(buf, 5, length + 10)).isTrue();
            assertThat(view.headerLength()).isEqualTo(length);
            assertThat(view.marker()).isTrue();
            assertThat(view.payloadType()).isEqualTo(109);
            assertThat(view.sequence()).isEqualTo(0xFFFE);
            assertThat(view.timestamp()).isEqualTo(5);
            assertThat(view.ssrc()).isEqualTo(-2);
            assertThat(view.extensionText(midId)).isEqualTo(midId == 0 ? "" : "7");
            assertThat(view.audioLevel(1)).isEqualTo(midId == 0 ? -1 : 30);
            assertThat(view.voice(1)).isEqualTo(midId != 0);
        }
        assertThatThrownBy(() -> new RtpHeader().mid(1, new byte[17]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a header rewritten in place keeps extensions and payload")
    void overwrites() {
        byte[] packet = ONE_BYTE.clone();
        new RtpHeader().payloadType(96).sequence(1).timestamp(2).ssrc(3).overwrite(packet, 0);
        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        assertThat(view.marker()).isFalse();
        assertThat(view.payloadType()).isEqualTo(96);
        assertThat(view.sequence()).isEqualTo(1);
        assertThat(view.timestamp()).isEqualTo(2);
        assertThat(view.ssrc()).isEqualTo(3);
        assertThat(view.extensionText(4)).isEqualTo("12");
        assertThat(packet).endsWith(0x78, 0xAA, 0xBB);
        byte[] padded = PADDED.clone();
        RtpHeader.clearPadding(padded, 0);
        assertThat(view.wrap(padded, 0, padded.length)).isTrue();
        assertThat(view.hasPadding()).isFalse();
    }

    @Test
    @DisplayName(
            "sequence numbers are unwrapped over rollovers, with reordering and loss around them")
    void extendedSequence() {
        var seq = new ExtSeq();
        assertThat(seq.highest()).isEqualTo(-1);
        assertThat(seq.unwrap(65_530)).isEqualTo(65_530);
        assertThat(seq.guess(3)).isEqualTo(65_539);
        assertThat(seq.highest()).isEqualTo(65_530);
        assertThat(seq.unwrap(3)).isEqualTo(65_539);
        assertThat(seq.unwrap(65_535)).isEqualTo(65_535);
        assertThat(seq.highest()).isEqualTo(65_539);
        assertThat(new ExtSeq().unwrap(0)).isZero();
        var fresh = new ExtSeq();
        fresh.accept(0);
        assertThat(fresh.guess(65_535)).isEqualTo(-1);
    }

    @Test
    @DisplayName("the index guess of RFC 3711 stays in its rollover at a distance of exactly 2^15")
    void guessAtHalf() {
        assertThat(ExtSeq.guess(0x1_0000, 0x8000)).isEqualTo(0x1_8000);
        assertThat(ExtSeq.guess(0x1_0000, 0x8001)).isEqualTo(0x0_8001);
        assertThat(ExtSeq.guess(0x1_8000, 0)).isEqualTo(0x1_0000);
        assertThat(ExtSeq.guess(0x1_8001, 0)).isEqualTo(0x2_0000);
    }

    @Test
    @DisplayName("RTP and RTCP are told apart by the second byte")
    void demultiplexes() {
        assertThat(RtpView.looksLikeRtp(ONE_BYTE, 0, ONE_BYTE.length)).isTrue();
        byte[] rtcp = HexFormat.of().parseHex("80c90001000000010000000000");
        assertThat(RtpView.looksLikeRtp(rtcp, 0, rtcp.length)).isFalse();
    }
}
