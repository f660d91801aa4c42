package io.mitalk.media.udp;

/**
 * Thread-safe (no state). Tells the protocols of one port apart by their first bytes:
 *
 * <pre>
 *   first byte    0..3  STUN
 *                20..63 DTLS
 *              128..191 RTP, or RTCP when the second byte is 192..223
 *                  else nothing that we speak
 * </pre>
 */
public final class Demux {

    private static final int LEAST_BYTES = 4;

    private Demux() {}

    public static DatagramKind kind(byte[] buf, int off, int len) {
        if (len < LEAST_BYTES) {
            return DatagramKind.UNKNOWN;
        }
        int first = buf[off] & 0xFF;
        if (first <= 3) {
            return DatagramKind.STUN;
        }
        if (first >= 20 && first <= 63) {
            return DatagramKind.DTLS;
        }
        if (first < 128 || first > 191) {
            return DatagramKind.UNKNOWN;
        }
        int second = buf[off + 1] & 0xFF;
        return second >= 192 && second <= 223 ? DatagramKind.RTCP : DatagramKind.RTP;
    }
}
