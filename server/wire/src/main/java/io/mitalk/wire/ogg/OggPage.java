package io.mitalk.wire.ogg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Thread-safe (no state). A page of an Ogg file (RFC 3533 section 6):
 *
 * <pre>
 *   "OggS" | version 0 | flags | granule position (8) | serial (4) | page number (4) | checksum (4) | n | n lacings
 *   flags: 1 continues a packet, 2 first page, 4 last page; numbers are little-endian
 * </pre>
 */
public final class OggPage {

    /** Most bytes of a page. */
    public static final int MAX_BYTES = 27 + 255 + 255 * 255;

    static final int HEADER = 27;
    static final int CONTINUES = 1;
    static final int FIRST = 2;
    static final int LAST = 4;
    static final int MAGIC = 0x4F67_6753;

    private static final int FLAGS_AT = 5;
    private static final int GRANULE_AT = 6;
    private static final int CRC_AT = 22;
    private static final int SEGMENTS_AT = 26;

    private OggPage() {}

    /** The length of the whole page that begins at {@code at}, or -1 when there is none before {@code end}. */
    public static int length(byte[] buf, int at, int end) {
        if (end - at < HEADER || ByteBuffer.wrap(buf).getInt(at) != MAGIC || buf[at + 4] != 0) {
            return -1;
        }
        int segments = buf[at + SEGMENTS_AT] & 0xFF;
        int length = HEADER + segments;
        if (end - at < length) {
            return -1;
        }
        for (int i = 0; i < segments; i++) {
            length += buf[at + HEADER + i] & 0xFF;
        }
        return end - at < length ? -1 : length;
    }

    /** Whether the bytes of a page are those that were written. */
    public static boolean intact(byte[] buf, int at, int length) {
        return OggCrc.of(buf, at, length, at + CRC_AT) == little(buf).getInt(at + CRC_AT);
    }

    /** The position at the page's end; of Opus in samples of 48 kHz, skipped ones included (RFC 7845 section 4). */
    public static long granule(byte[] buf, int at) {
        return little(buf).getLong(at + GRANULE_AT);
    }

    /** Says of a whole page that it is its stream's last. */
    public static void end(byte[] buf, int at, int length) {
        buf[at + FLAGS_AT] |= LAST;
        sign(buf, at, length);
    }

    /** Writes a page's checksum into it. */
    static void sign(byte[] buf, int at, int length) {
        little(buf).putInt(at + CRC_AT, OggCrc.of(buf, at, length, at + CRC_AT));
    }

    private static ByteBuffer little(byte[] buf) {
        return ByteBuffer.wrap(buf).order(ByteOrder.LITTLE_ENDIAN);
    }
}
