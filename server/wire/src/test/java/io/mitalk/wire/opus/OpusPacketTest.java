package io.mitalk.wire.opus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusPacketTest {

    private static int samples(int... bytes) {
        var packet = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            packet[i] = (byte) bytes[i];
        }
        return OpusPacket.samples(packet, 0, packet.length);
    }

    @ParameterizedTest(name = "config {0} is {1} samples")
    @CsvSource({
        "0, 480",
        "1, 960",
        "2, 1920",
        "3, 2880",
        "11, 2880",
        "12, 480",
        "13, 960",
        "15, 960",
        "16, 120",
        "17, 240",
        "18, 480",
        "19, 960",
        "31, 960"
    })
    @DisplayName("the first byte tells how long a frame plays (RFC 6716 table 2)")
    void frames(int config, int expected) {
        assertThat(samples(config << 3, 7)).isEqualTo(expected);
        assertThat(samples(config << 3 | 1, 7, 7)).isEqualTo(2 * expected);
        assertThat(samples(config << 3 | 2, 1, 7, 7)).isEqualTo(2 * expected);
    }

    @Test
    @DisplayName("packets of many frames: counted, padded, of told lengths")
    void many() {
        int celt20 = 31 << 3 | 3;
        assertThat(samples(celt20, 3, 1, 2, 3)).isEqualTo(2880);
        assertThat(samples(celt20, 0x40 | 2, 1, 1, 2, 0)).isEqualTo(1920);
        assertThat(samples(celt20, 0x80 | 3, 1, 2, 9, 9, 9)).isEqualTo(2880);
    }

    @Test
    @DisplayName("what breaks a rule of RFC 6716 section 3.4 is no packet")
    void malformed() {
        int celt20 = 31 << 3 | 3;
        assertThat(samples()).isEqualTo(OpusPacket.MALFORMED);
        assertThat(samples(31 << 3 | 1, 7)).as("R3").isEqualTo(OpusPacket.MALFORMED);
        assertThat(samples(31 << 3 | 2)).as("R4").isEqualTo(OpusPacket.MALFORMED);
        assertThat(samples(31 << 3 | 2, 5, 1)).as("R4").isEqualTo(OpusPacket.MALFORMED);
        assertThat(samples(31 << 3 | 2, 252)).as("R4").isEqualTo(OpusPacket.MALFORMED);
        assertThat(samples(celt20)).as("R6").isEqualTo(OpusPacket.MALFORMED);
        assertThat(samples(celt20, 0)).as("R5").isEqualTo(OpusPacket.MALFORMED);
        assertThat(samples(celt20, 7, 1)).as("R5, 140 ms").isEqualTo(OpusPacket.MALFORMED);
        assertThat(samples(celt20, 2, 1)).as("R6").isEqualTo(OpusPacket.MALFORMED);
        assertThat(samples(celt20, 0x41, 255)).as("R6").isEqualTo(OpusPacket.MALFORMED);
        assertThat(samples(celt20, 0x41, 9, 1)).as("R6").isEqualTo(OpusPacket.MALFORMED);
        assertThat(samples(celt20, 0x82, 9, 1)).as("R7").isEqualTo(OpusPacket.MALFORMED);
        assertThat(OpusPacket.samples(new byte[1277], 0, 1277)).isEqualTo(OpusPacket.MALFORMED);
    }

    @Test
    @DisplayName("a head with more channels, another mapping or another version is not taken")
    void heads() {
        byte[] head = new OpusHead(2, 312).bytes();
        assertThat(OpusHead.parse(head)).isEqualTo(new OpusHead(2, 312));
        for (int at : new int[] {8, 9, 18}) {
            byte[] other = head.clone();
            other[at] = 0x33;
            assertThat(OpusHead.parse(other)).isNull();
        }
        assertThat(OpusHead.parse(new byte[19])).isNull();
    }
}
