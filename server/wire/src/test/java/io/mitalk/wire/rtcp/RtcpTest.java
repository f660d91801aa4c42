package io.mitalk.wire.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RtcpTest {

    private static final byte[] CNAME = "TR_abc".getBytes(StandardCharsets.UTF_8);

    private final RtcpView view = new RtcpView();
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] buf = new byte[512];

    @Test
    @DisplayName("a sender report with blocks, description and goodbye is read as it was written")
    void senderReport() {
        long ntp = NtpTime.ofEpochMs(1_700_000_000_123L);
        int length = fullCompound(ntp);
        assertThat(RtcpView.looksLikeRtcp(buf, 2, length)).isTrue();
        assertThat(view.wrap(buf, 2, length)).isTrue();
        assertThat(view.next()).isTrue();
        assertThat(view.type()).isEqualTo(Rtcp.SR);
        assertThat(view.senderSsrc()).isEqualTo(-5);
        assertThat(view.ntp()).isEqualTo(ntp);
        assertThat(view.rtpTimestamp()).isEqualTo(0xFFFF_FFF0L);
        assertThat(view.packetCount()).isEqualTo(77);
        assertThat(view.byteCount()).isEqualTo(8000);
        assertThat(view.count()).isEqualTo(2);
        assertThat(view.blockSsrc(1)).isEqualTo(9);
        assertThat(view.fractionLost(1)).isEqualTo(255);
        assertThat(view.cumulativeLost(0)).isEqualTo(-3);
        assertThat(view.cumulativeLost(1)).isEqualTo(0x7F_FFFF);
        assertThat(view.highestSequence(0)).isEqualTo(0x1_0002);
        assertThat(view.jitter(0)).isEqualTo(48);
        assertThat(view.lastSr(0)).isEqualTo(11);
        assertThat(view.delaySinceLastSr(0)).isEqualTo(12);
        assertThat(view.next()).isTrue();
        assertThat(view.type()).isEqualTo(Rtcp.SDES);
        assertThat(view.cname(-5)).isEqualTo("TR_abc");
        assertThat(view.cname(6)).isEmpty();
        assertThat(view.next()).isTrue();
        assertThat(view.type()).isEqualTo(Rtcp.BYE);
        assertThat(view.byeSsrc(0)).isEqualTo(-5);
        assertThat(view.next()).isFalse();
    }

    @Test
    @DisplayName("names of every length from 0 to 20 end with a zero byte on a word")
    void descriptionLengths() {
        for (int size = 0; size <= 20; size++) {
            byte[] name = new byte[size];
            Arrays.fill(name, (byte) 'x');
            int length = writer.begin(buf, 0).receiverReport(1).description(2, name).length();
            assertThat(length % 4).isZero();
            assertThat(view.wrap(buf, 0, length)).isTrue();
            assertThat(view.next()).isTrue();
            assertThat(view.next()).isTrue();
            assertThat(view.cname(2)).hasSize(size);
        }
        assertThatThrownBy(() -> writer.begin(buf, 0).description(1, new byte[256]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a NACK names exactly the packets that were asked for, also over the rollover")
    void nack() {
        long[] missing = {65_530, 65_531, 65_546, 65_547, 65_600, 70_000};
        int length = writer.begin(buf, 0).nack(1, 2, missing, missing.length).length();
        assertThat(view.wrap(buf, 0, length)).isTrue();
        assertThat(view.next()).isTrue();
        assertThat(view.isNack()).isTrue();
        assertThat(view.senderSsrc()).isEqualTo(1);
        assertThat(view.mediaSsrc()).isEqualTo(2);
        assertThat(view.nackCount()).isEqualTo(4);
        List<Long> asked = new ArrayList<>();
        for (int i = 0; i < view.nackCount(); i++) {
            asked.add((long) view.nackSequence(i));
            for (int bit = 0; bit < 16; bit++) {
                if ((view.nackMask(i) >> bit & 1) != 0) {
                    asked.add((long) (view.nackSequence(i) + bit + 1 & 0xFFFF));
                }
            }
        }
        assertThat(asked).containsExactly(65_530L, 65_531L, 10L, 11L, 64L, 4_464L);
    }

    @Test
    @DisplayName("a block without a report, or a thirty-second one, is the caller's error")
    void blockNeedsReport() {
        assertThatThrownBy(() -> writer.begin(buf, 0).block(block(1, 0)))
                .isInstanceOf(IllegalStateException.class);
        byte[] large = new byte[1024];
        writer.begin(large, 0).receiverReport(1);
        for (int i = 0; i < RtcpWriter.MAX_BLOCKS; i++) {
            writer.block(block(i, 0));
        }
        assertThatThrownBy(() -> writer.block(block(0, 0)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(view.wrap(large, 0, writer.length())).isTrue();
        assertThat(view.next()).isTrue();
        assertThat(view.count()).isEqualTo(31);
        assertThat(view.blockSsrc(30)).isEqualTo(30);
    }

    @Test
    @DisplayName("padding is allowed in the last packet only")
    void padding() {
        byte[] padded = HexFormat.of().parseHex("a0c9000200000001" + "00000004");
        assertThat(view.wrap(padded, 0, padded.length)).isTrue();
        assertThat(view.next()).isTrue();
        assertThat(view.length()).isEqualTo(8);
        byte[] first = HexFormat.of().parseHex("a0c900020000000100000004" + "80c9000100000001");
        assertThat(view.wrap(first, 0, first.length)).isFalse();
        byte[] tooMuch = HexFormat.of().parseHex("a0ca000100000010");
        assertThat(view.wrap(tooMuch, 0, tooMuch.length)).isFalse();
    }

    @Test
    @DisplayName("time stamps keep the millisecond, and a report block gives the round trip")
    void ntpTime() {
        for (long ms = 1_700_000_000_000L; ms < 1_700_000_002_000L; ms++) {
            assertThat(NtpTime.toEpochMs(NtpTime.ofEpochMs(ms))).isEqualTo(ms);
        }
        assertThat(NtpTime.ofEpochMs(0)).isEqualTo(2_208_988_800L << 32);
        long sent = NtpTime.ofEpochMs(1_700_000_000_000L);
        long arrived = NtpTime.ofEpochMs(1_700_000_000_350L);
        assertThat(NtpTime.roundTripMs(arrived, NtpTime.middle(sent), 65_536 / 10))
                .isBetween(249L, 251L);
        assertThat(NtpTime.roundTripMs(arrived, 0, 0)).isEqualTo(-1);
        assertThat(NtpTime.roundTripMs(sent, NtpTime.middle(arrived), 0)).isEqualTo(-1);
    }

    private int fullCompound(long ntp) {
        writer.begin(buf, 2).senderReport(-5, ntp, 0xFFFF_FFF0L, 77, 8000);
        writer.block(block(8, -3)).block(block(9, Integer.MAX_VALUE));
        return writer.description(-5, CNAME).bye(-5).length();
    }

    private static ReportBlock block(int ssrc, int lost) {
        return new ReportBlock(ssrc, 255, lost, 0x1_0002, 48, 11, 12);
    }
}
