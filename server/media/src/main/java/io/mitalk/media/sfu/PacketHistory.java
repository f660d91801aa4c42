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
    private final byte[][] payloads;

    /** {@code packets} is a power of two. */
    PacketHistory(int packets) {
        extSeqs = new long[packets];
        timestamps = new int[packets];
        lengths = new int[packets];
        markers = new boolean[packets];
        payloads = new byte[packets][];
        Arrays.fill(extSeqs, -1);
        Arrays.fill(payloads, NOTHING);
    }

    void put(Datagram packet) {
        var view = packet.view;
        int at = index(packet.extSeq);
        int len = view.payloadLength();
        if (payloads[at].length < len) {
            payloads[at] = new byte[(len + GRAIN_BYTES - 1) / GRAIN_BYTES * GRAIN_BYTES];
        }
        extSeqs[at] = packet.extSeq;
        timestamps[at] = (int) view.timestamp();
        markers[at] = view.marker();
        lengths[at] = len;
        System.arraycopy(packet.buf, view.payloadOffset(), payloads[at], 0, len);
    }

    /** Whether that packet is still here. */
    boolean has(long extSeq) {
        return extSeq >= 0 && extSeqs[index(extSeq)] == extSeq;
    }

    /** Whether a newer packet has taken the place of that one. */
    boolean passed(long extSeq) {
        return extSeqs[index(extSeq)] > extSeq;
    }

    int timestamp(long extSeq) {
        return timestamps[index(extSeq)];
    }

    boolean marker(long extSeq) {
        return markers[index(extSeq)];
    }

    byte[] payload(long extSeq) {
        return payloads[index(extSeq)];
    }

    int length(long extSeq) {
        return lengths[index(extSeq)];
    }

    private int index(long extSeq) {
        return (int) extSeq & extSeqs.length - 1;
    }
}
