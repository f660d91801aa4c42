package io.mitalk.wire.framing;

/**
 * Thread-safe (no state). Frames of RFC 4571 section 2, which carry STUN, DTLS and RTP alike over TCP (RFC 6544 section
 * 10.1):
 *
 * <pre>
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |           length              |  datagram of that many bytes  |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class Framing {

    /** What stands before each datagram. */
    public static final int HEADER_BYTES = 2;

    /** The answer of {@link #next} when the frame's end has not come yet. */
    public static final int INCOMPLETE = -1;

    /** The answer of {@link #next} when the frame is longer than allowed, which its header says. */
    public static final int TOO_LONG = -2;

    private Framing() {}

    /**
     * The length of the datagram whose frame begins at {@code at}; it begins {@link #HEADER_BYTES} later and may be
     * empty. Else {@link #INCOMPLETE} or {@link #TOO_LONG}.
     *
     * @param end where the bytes that have come end
     * @param maxBytes the longest datagram allowed
     */
    public static int next(byte[] buf, int at, int end, int maxBytes) {
        if (end - at < HEADER_BYTES) {
            return INCOMPLETE;
        }
        int length = (buf[at] & 0xFF) << 8 | (buf[at + 1] & 0xFF);
        if (length > maxBytes) {
            return TOO_LONG;
        }
        return end - at - HEADER_BYTES < length ? INCOMPLETE : length;
    }

    /** The frame of a datagram of at most 65,535 bytes. */
    public static byte[] frame(byte[] datagram, int off, int len) {
        byte[] frame = new byte[HEADER_BYTES + len];
        frame[0] = (byte) (len >>> 8);
        frame[1] = (byte) len;
        System.arraycopy(datagram, off, frame, HEADER_BYTES, len);
        return frame;
    }
}
