package io.mitalk.wire.rtp;

import static io.mitalk.wire.BigEndian.put16;
import static io.mitalk.wire.BigEndian.put8;

/** Thread-safe (no state). The headers of a redundant packet (RFC 2198 section 3); {@link RedView} draws them. */
public final class RedWriter {

    /** Bytes of the header of an earlier frame; the present one's has one. */
    public static final int EARLIER_BYTES = 4;

    /** An earlier frame lies less than this before the packet's timestamp, about 341 ms. */
    public static final int TIMESTAMP_BOUND = 1 << 14;

    /** An earlier frame is shorter than this. */
    public static final int LENGTH_BOUND = 1 << 10;

    private RedWriter() {}

    /** Writes the header of an earlier frame and returns where the next one begins. */
    public static int earlier(
            byte[] buf, int at, int payloadType, int timestampOffset, int length) {
        put8(buf, at, 0x80 | payloadType);
        put8(buf, at + 1, timestampOffset >> 6);
        put16(buf, at + 2, timestampOffset << 10 | length);
        return at + EARLIER_BYTES;
    }

    /** Writes the header of the present frame and returns where the frames begin. */
    public static int present(byte[] buf, int at, int payloadType) {
        put8(buf, at, payloadType);
        return at + 1;
    }
}
