package io.mitalk.wire.rtp;

import static io.mitalk.wire.BigEndian.u16;
import static io.mitalk.wire.BigEndian.u8;

/**
 * Owned by one thread. A flyweight over the payload of a redundant packet (RFC 2198 section 3): earlier frames again,
 * oldest first, and the present one last.
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |1|   block PT  |  timestamp offset         |   block length    |   for each earlier frame
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *  |0|   block PT  |                                                   for the present one
 *  +-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class RedView {

    /** More earlier frames than any client sends; further ones make a packet malformed. */
    public static final int MAX_EARLIER = 8;

    private final int[] payloadTypes = new int[MAX_EARLIER + 1];
    private final int[] offsets = new int[MAX_EARLIER + 1];
    private final int[] lengths = new int[MAX_EARLIER + 1];
    private final int[] positions = new int[MAX_EARLIER + 1];
    private int earlier;

    /** Looks at a payload; false when its lengths do not fit together. */
    public boolean wrap(byte[] buf, int off, int len) {
        int at = off;
        int end = off + len;
        earlier = 0;
        while (at < end && (buf[at] & 0x80) != 0) {
            if (earlier == MAX_EARLIER || at + 4 > end) {
                return false;
            }
            payloadTypes[earlier] = buf[at] & 0x7F;
            offsets[earlier] = u16(buf, at + 1) >> 2;
            lengths[earlier] = u16(buf, at + 2) & 0x3FF;
            earlier++;
            at += 4;
        }
        if (at >= end) {
            return false;
        }
        payloadTypes[earlier] = u8(buf, at++);
        offsets[earlier] = 0;
        for (int i = 0; i < earlier; i++) {
            positions[i] = at;
            at += lengths[i];
        }
        positions[earlier] = at;
        lengths[earlier] = end - at;
        return at <= end;
    }

    /** How many earlier frames come along; the present one has this index. */
    public int earlier() {
        return earlier;
    }

    public int payloadType(int index) {
        return payloadTypes[index];
    }

    /** By how much its timestamp lies before the packet's. */
    public int timestampOffset(int index) {
        return offsets[index];
    }

    /** Where it stands in the wrapped array. */
    public int offset(int index) {
        return positions[index];
    }

    /** In bytes, 0 possible. */
    public int length(int index) {
        return lengths[index];
    }
}
