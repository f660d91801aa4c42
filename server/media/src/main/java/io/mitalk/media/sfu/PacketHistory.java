package io.mitalk.media.sfu;

import java.util.Arrays;

/**
 * Owned by the worker thread. The last packets of an up-track in the clear, from which the NACKs of all its receivers
 * are answered. A slot keeps its array, so that after the first round nothing is allocated.
 */
final class PacketHistory {

    private static final int GRAIN_BYTES = 64;
    private static final byte[] NOTHING = new byte[0];

    private final long[] extSeqs;
    private final int[] timestamps;
    private final int[] lengths;
    private final boolean[] markers;
    private final short[] levels;
    private final byte[][] payloads;

    /** {@code packets} is a power of two. */
    PacketHistory(int packets) {
        extSeqs = new long[packets];
        timestamps = new int[packets];
        lengths = new int[packets];
        markers = new boolean[packets];
        levels = new short[packets];
        payloads = new byte[packets][];
        Arrays.fill(extSeqs, -1);
        Arrays.fill(payloads, NOTHING);
    }

    void put(AudioPacket packet) {
        int at = index(packet.extSeq);
        int len = packet.len;
        if (payloads[at].length < len) {
            payloads[at] = new byte[(len + GRAIN_BYTES - 1) / GRAIN_BYTES * GRAIN_BYTES];
        }
        extSeqs[at] = packet.extSeq;
        timestamps[at] = packet.timestamp;
        markers[at] = packet.marker;
        levels[at] = (short) packet.level;
        lengths[at] = len;
        System.arraycopy(packet.buf, packet.off, payloads[at], 0, len);
    }

    /** Sets everything of {@code packet} that is kept here, its payload where it stands; it must be here. */
    void read(long extSeq, AudioPacket packet) {
        int at = index(extSeq);
        packet.buf = payloads[at];
        packet.off = 0;
        packet.len = lengths[at];
        packet.extSeq = extSeq;
        packet.timestamp = timestamps[at];
        packet.marker = markers[at];
        packet.level = levels[at];
    }

    /** Whether that packet is still here. */
    boolean has(long extSeq) {
        return extSeq >= 0 && extSeqs[index(extSeq)] == extSeq;
    }

    /** Whether a newer packet has taken the place of that one. */
    boolean passed(long extSeq) {
        return extSeqs[index(extSeq)] > extSeq;
    }

    private int index(long extSeq) {
        return (int) extSeq & extSeqs.length - 1;
    }
}
