package io.mitalk.wire.ogg;

/** Thread-safe (no state). The checksum of Ogg pages: polynomial 0x04C11DB7, nothing reflected (RFC 3533 section 6). */
final class OggCrc {

    private static final int[] TABLE = table();

    private OggCrc() {}

    /** The checksum of a page whose own four checksum bytes, at {@code zeroAt}, count as zero. */
    static int of(byte[] buf, int off, int len, int zeroAt) {
        int crc = 0;
        for (int i = off; i < off + len; i++) {
            int value = i >= zeroAt && i < zeroAt + 4 ? 0 : buf[i] & 0xFF;
            crc = crc << 8 ^ TABLE[(crc >>> 24 ^ value) & 0xFF];
        }
        return crc;
    }

    private static int[] table() {
        var table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? 0x04C1_1DB7 : 0);
            }
            table[i] = crc;
        }
        return table;
    }
}
