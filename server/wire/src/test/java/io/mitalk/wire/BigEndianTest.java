package io.mitalk.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class BigEndianTest {

    @Test
    @DisplayName("numbers of every width are read at unaligned offsets as they were written")
    void unaligned() {
        byte[] buf = new byte[24];
        BigEndian.put8(buf, 0, 0xFF);
        BigEndian.put16(buf, 1, 0xFEDC);
        BigEndian.put24(buf, 3, 0x812345);
        BigEndian.put32(buf, 6, 0x8765_4321);
        BigEndian.put64(buf, 11, 0x8123_4567_89AB_CDEFL);
        assertThat(BigEndian.u8(buf, 0)).isEqualTo(0xFF);
        assertThat(BigEndian.u16(buf, 1)).isEqualTo(0xFEDC);
        assertThat(BigEndian.u24(buf, 3)).isEqualTo(0x812345);
        assertThat(BigEndian.i32(buf, 6)).isEqualTo(0x8765_4321);
        assertThat(BigEndian.u32(buf, 6)).isEqualTo(0x8765_4321L);
        assertThat(BigEndian.i64(buf, 11)).isEqualTo(0x8123_4567_89AB_CDEFL);
        assertThat(buf).startsWith(0xFF, 0xFE, 0xDC, 0x81, 0x23, 0x45, 0x87, 0x65, 0x43, 0x21);
    }
}
