package io.mitalk.wire.sctp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.wire.sctp.SctpWriter.DataHeader;
import io.mitalk.wire.sctp.SctpWriter.InitHeader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class SctpTest {

    private static final byte[] TEXT = "hello".getBytes(StandardCharsets.UTF_8);

    private final SctpView view = new SctpView();
    private final SctpWriter writer = new SctpWriter(1160);

    @Test
    @DisplayName("the checksum of RFC 3720's test pattern is the published one, least byte first")
    void checksumVector() {
        assertThat(new Crc32c().of(new byte[32], 0, 32)).isEqualTo(0xAA36_918A);
    }

    @Test
    @DisplayName(
            "a DATA chunk written by hand from RFC 9260 section 3.3.1 is read, and written the same")
    void dataVector() {
        var hex =
                "13881388"
                        + "01020304"
                        + "00000000"
                        + "00070015"
                        + "fffffffe"
                        + "00020003"
                        + "00000033"
                        + "68656c6c"
                        + "6f000000";
        byte[] packet = HexFormat.of().parseHex(hex);
        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        assertThat(view.sourcePort()).isEqualTo(Sctp.PORT);
        assertThat(view.destinationPort()).isEqualTo(Sctp.PORT);
        assertThat(view.tag()).isEqualTo(0x0102_0304);
        assertThat(view.single()).isTrue();
        assertThat(view.next()).isTrue();
        assertThat(view.type()).isEqualTo(Sctp.DATA);
        assertThat(view.begins() && view.ends() && view.unordered()).isTrue();
        assertThat(view.immediate()).isFalse();
        assertThat(view.tsn()).isEqualTo(-2);
        assertThat(view.stream()).isEqualTo(2);
        assertThat(view.ssn()).isEqualTo(3);
        assertThat(view.ppid()).isEqualTo(Sctp.PPID_STRING);
        assertThat(view.payload()).isEqualTo(TEXT);
        assertThat(view.next()).isFalse();

        var header = new DataHeader(7, -2, 2, 3, Sctp.PPID_STRING);
        byte[] written = writer.begin(5000, 5000, 0x0102_0304).data(header, TEXT, 0, 5).finish();
        assertThat(HexFormat.of().formatHex(written, 12, written.length))
                .isEqualTo(hex.substring(24));
        assertThat(view.wrap(written, 0, written.length) && view.checksumMatches()).isTrue();
        written[20] ^= 1;
        assertThat(view.wrap(written, 0, written.length) && view.checksumMatches()).isFalse();
    }

    @Test
    @DisplayName(
            "INIT and INIT-ACK carry their numbers, the extensions of data channels and the cookie")
    void init() {
        var header = new InitHeader(-7, 131_072, 1024, 1023, 0x8000_0000);
        read(writer.begin(5000, 5000, 0).init(header).finish());
        assertThat(view.type()).isEqualTo(Sctp.INIT);
        assertThat(view.initiateTag()).isEqualTo(-7);
        assertThat(view.window()).isEqualTo(131_072);
        assertThat(view.outgoingStreams()).isEqualTo(1024);
        assertThat(view.incomingStreams()).isEqualTo(1023);
        assertThat(view.initialTsn()).isEqualTo(0x8000_0000);
        assertThat(view.has(Sctp.FORWARD_TSN_SUPPORTED)).isTrue();
        assertThat(view.supports(Sctp.FORWARD_TSN) && view.supports(Sctp.RE_CONFIG)).isTrue();
        assertThat(view.supports(Sctp.DATA)).isFalse();
        assertThat(view.cookie()).isEmpty();

        read(writer.begin(5000, 5000, 1).initAck(header, TEXT).finish());
        assertThat(view.type()).isEqualTo(Sctp.INIT_ACK);
        assertThat(view.cookie()).isEqualTo(TEXT);
    }

    @Test
    @DisplayName(
            "SACK, FORWARD-TSN, SHUTDOWN, HEARTBEAT, ABORT and RE-CONFIG are read as they were written")
    void others() {
        int[] gaps = {2, 3, 5, 9};
        byte[] packet =
                writer.begin(1, 2, 3)
                        .sack(-1, 5000, gaps, 2, new int[] {4, -4})
                        .forwardTsn(8, new int[] {1, 65_535, 2, 0}, 2)
                        .heartbeat(TEXT)
                        .shutdown(77)
                        .finish();
        read(packet);
        assertThat(view.tsn()).isEqualTo(-1);
        assertThat(view.window()).isEqualTo(5000);
        assertThat(view.gapCount()).isEqualTo(2);
        assertThat(view.gapStart(1)).isEqualTo(5);
        assertThat(view.gapEnd(1)).isEqualTo(9);
        assertThat(view.duplicateCount()).isEqualTo(2);
        assertThat(view.duplicate(1)).isEqualTo(-4);
        assertThat(view.next()).isTrue();
        assertThat(view.skipCount()).isEqualTo(2);
        assertThat(view.skipStream(0)).isEqualTo(1);
        assertThat(view.skipSsn(0)).isEqualTo(65_535);
        assertThat(view.next()).isTrue();
        assertThat(view.value()).endsWith(TEXT);
        assertThat(view.next()).isTrue();
        assertThat(view.tsn()).isEqualTo(77);
        assertThat(view.single()).isFalse();

        read(
                writer.begin(1, 2, 3)
                        .cause(Sctp.ABORT, Sctp.CAUSE_PROTOCOL_VIOLATION, "why")
                        .finish());
        assertThat(view.cause()).isEqualTo(Sctp.CAUSE_PROTOCOL_VIOLATION);

        var outgoing = new ResetParameter.Outgoing(5, 6, 7, new int[] {1, 1023, 3});
        read(
                writer.begin(1, 2, 3)
                        .reset(outgoing)
                        .reset(new ResetParameter.Response(9, 1))
                        .finish());
        assertThat(view.resetCount()).isEqualTo(1);
        assertThat(view.reset(0))
                .usingRecursiveComparison()
                .isEqualTo(new ResetParameter.Outgoing(5, 6, 7, new int[] {1, 1023, 3}));
        assertThat(view.next()).isTrue();
        assertThat(view.reset(0)).isEqualTo(new ResetParameter.Response(9, 1));
    }

    @Test
    @DisplayName("a chunk that does not fit is the writer's error, and its room is told before")
    void room() {
        var small = new SctpWriter(32);
        small.begin(1, 2, 3);
        assertThat(small.isEmpty()).isTrue();
        assertThat(small.room()).isEqualTo(20);
        assertThatThrownBy(() -> small.plain(Sctp.COOKIE_ECHO, new byte[17]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("lengths, counts and parameters that do not fit are refused")
    void refused() {
        String head = "138813880000000100000000";
        for (String chunk :
                List.of(
                        "", // no chunk
                        "00070010fffffffe0002000300000033", // DATA without payload
                        "00070003", // shorter than its header
                        "00070020fffffffe0002000300000033aabbccdd", // longer than the packet
                        "010000100000000100000001000a000a", // INIT cut short
                        "0300001000000001000000010002000000020002", // more gaps than bytes
                        "c000000a000000010001000200", // FORWARD-TSN with half a pair
                        "8200000c000d0010000000010000000", // RE-CONFIG's parameter too long
                        "04000008000100030000")) { // parameter shorter than its header
            byte[] packet = HexFormat.of().parseHex(head + chunk + "0".repeat(chunk.length() & 1));
            assertThat(view.wrap(packet, 0, packet.length)).as(chunk).isFalse();
        }
    }

    @Test
    @DisplayName("the last chunk's padding may be missing")
    void paddingMissing() {
        byte[] packet = HexFormat.of().parseHex("138813880000000100000000" + "0a000005ff");
        read(packet);
        assertThat(view.value()).containsExactly(0xff);
    }

    @Test
    @DisplayName("serial numbers wrap, and their long form follows the nearest one")
    void serial() {
        assertThat(Serial.before(-1, 0)).isTrue();
        assertThat(Serial.before(0, -1)).isFalse();
        long near = 0x1_FFFF_FFFEL;
        assertThat(Serial.extend(near, 3)).isEqualTo(0x2_0000_0003L);
        assertThat(Serial.extend(0x2_0000_0003L, -2)).isEqualTo(near);
    }

    @Test
    @DisplayName("an opening of a data channel is read as it was written, a broken one refused")
    void dcep() {
        var lossy = new DcepOpen(true, DcepOpen.Limit.RETRANSMITS, 0, 256, "_lossy", "");
        assertThat(DcepOpen.parse(lossy.bytes())).isEqualTo(lossy);
        assertThat(HexFormat.of().formatHex(lossy.bytes()))
                .isEqualTo("03810100" + "00000000" + "00060000" + "5f6c6f737379");
        var timed = new DcepOpen(false, DcepOpen.Limit.LIFETIME, 0xFFFF_FFFFL, 0, "å", "p");
        assertThat(DcepOpen.parse(timed.bytes())).isEqualTo(timed);
        assertThat(DcepOpen.isAck(DcepOpen.ack())).isTrue();
        assertThat(DcepOpen.isAck(lossy.bytes())).isFalse();
        for (String hex :
                List.of(
                        "",
                        "02",
                        "0300",
                        "0304000000000000000000000",
                        "030000000000000000010000")) {
            byte[] broken = HexFormat.of().parseHex(hex + "0".repeat(hex.length() & 1));
            assertThat(DcepOpen.parse(broken)).as(hex).isNull();
        }
    }

    private void read(byte[] packet) {
        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        assertThat(view.next()).isTrue();
    }
}
