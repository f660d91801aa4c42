package io.mitalk.media.sfu;

import io.mitalk.media.overload.Relief;

/**
 * Owned by the worker thread, which alone writes; meters read from other threads and may be a moment late, since the
 * fields are plain so that counting costs nothing.
 */
@SuppressWarnings("EnumOrdinal") // an index of arrays that live as long as the process
final class Counters {

    private final long[] drops = new long[DropReason.values().length];
    private final long[] forwarded = new long[Rendition.values().length];
    private final long[] sheds = new long[Relief.values().length];
    private final int[] transports = new int[TransportState.values().length];
    long packetsIn;
    long bytesIn;
    long merged;
    long suppressed;
    long redRepairs;
    long nacksReceived;
    long nacksSent;
    long retransmits;
    long retransmitsMissed;
    long handshakes;
    long handshakesFailed;
    int rooms;
    int peers;
    long lagNs;

    void drop(DropReason reason) {
        drops[reason.ordinal()]++;
    }

    long drops(DropReason reason) {
        return drops[reason.ordinal()];
    }

    /** Something was given up for want of time, or made cheaper. */
    void shed(Relief what) {
        sheds[what.ordinal()]++;
    }

    long sheds(Relief what) {
        return sheds[what.ordinal()];
    }

    /** Datagrams that went no further, for whatever reason. */
    long drops() {
        long sum = 0;
        for (long each : drops) {
            sum += each;
        }
        return sum;
    }

    void sent(Rendition rendition) {
        forwarded[rendition.ordinal()]++;
    }

    long forwarded(Rendition rendition) {
        return forwarded[rendition.ordinal()];
    }

    /** Packets sent to receivers, whatever their shape; repairs not counted. */
    long forwarded() {
        long sum = 0;
        for (long each : forwarded) {
            sum += each;
        }
        return sum;
    }

    void entered(TransportState state) {
        transports[state.ordinal()]++;
    }

    void left(TransportState state) {
        transports[state.ordinal()]--;
    }

    int transports(TransportState state) {
        return transports[state.ordinal()];
    }

    /** Transports that are not over. */
    int liveTransports() {
        return transports(TransportState.CONNECTING)
                + transports(TransportState.CONNECTED)
                + transports(TransportState.DISCONNECTED);
    }
}
