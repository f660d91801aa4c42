package io.mitalk.media.sfu;

import io.mitalk.kit.id.Randomness;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. Decides what of an up-track goes to one receiver and under which numbers. While packets
 * flow, its sequence numbers and timestamps are the publisher's plus a constant, so that the receiver sees the
 * publisher's losses and may have them repaired. A pause begins a new run with new constants: the numbers go on without
 * a gap, the timestamps as far as real time went.
 */
final class Forwarder {

    /** Runs remembered, so that a NACK for something before a short mute is still answered. */
    private static final int RUNS = 8;

    private static final int SAMPLES_PER_MS = 48;
    private static final int FRAME_SAMPLES = 960;

    private final long[] firstUp = new long[RUNS];
    private final long[] sequenceOffset = new long[RUNS];
    private final int[] timestampOffset = new int[RUNS];
    private int runs;

    private boolean interrupted = true;
    private boolean paused;
    private boolean sentBefore;
    private long highestUp = -1;
    private long highestOut;
    private int highestTimestamp;
    private long highestNs;

    private long sequence;
    private int timestamp;
    private boolean marker;
    private boolean late;

    Forwarder(Randomness randomness) {
        // Random starts (RFC 3550 section 5.1); the sequence in the lower half, so that a receiver
        // that misses the first
        // packets cannot guess a wrong rollover count (RFC 3711 section 3.3.1).
        highestOut = randomness.nextInt(0x8000);
        highestTimestamp = randomness.nextInt();
    }

    /** The packets that follow do not continue those before: they were muted, or their sender began anew. */
    void interrupt() {
        interrupted = true;
    }

    void paused(boolean now) {
        paused = now;
        interrupted |= now;
    }

    boolean paused() {
        return paused;
    }

    /** Null when the packet is to be sent, under the numbers that the accessors then tell; otherwise why not. */
    @Nullable DropReason forward(Datagram packet) {
        if (paused) {
            return DropReason.PAUSED;
        }
        long extSeq = packet.extSeq;
        if (interrupted) {
            if (extSeq <= highestUp) {
                return DropReason.BEFORE_RESUME;
            }
            begin(packet);
        } else if (extSeq < firstUp[newest()]) {
            return DropReason.BEFORE_RESUME;
        }
        int run = newest();
        sequence = extSeq + sequenceOffset[run];
        timestamp = (int) packet.view.timestamp() + timestampOffset[run];
        marker = packet.view.marker() || extSeq == firstUp[run];
        late = extSeq <= highestUp;
        if (!late) {
            highestUp = extSeq;
            highestOut = sequence;
            highestTimestamp = timestamp;
            highestNs = packet.nowNs;
        }
        return null;
    }

    private void begin(Datagram packet) {
        interrupted = false;
        long elapsed = sentBefore ? (packet.nowNs - highestNs) * SAMPLES_PER_MS / 1_000_000 : 0;
        int next = highestTimestamp + (int) Math.max(elapsed, FRAME_SAMPLES);
        sentBefore = true;
        int run = runs++ % RUNS;
        firstUp[run] = packet.extSeq;
        sequenceOffset[run] = highestOut + 1 - packet.extSeq;
        timestampOffset[run] = next - (int) packet.view.timestamp();
    }

    /**
     * Looks up what was sent under a number.
     *
     * @return its number in the up-track, -1 when that is unknown
     */
    long sourceOf(long outSequence) {
        for (int i = runs - 1; i >= Math.max(0, runs - RUNS); i--) {
            int run = i % RUNS;
            long up = outSequence - sequenceOffset[run];
            if (up >= firstUp[run]) {
                return outSequence <= highestOut ? up : -1;
            }
        }
        return -1;
    }

    /** Sets the accessors to what a packet had when it was first sent; {@code extSeq} from {@link #sourceOf}. */
    void restore(long outSequence, long extSeq, PacketHistory history) {
        for (int i = runs - 1; i >= Math.max(0, runs - RUNS); i--) {
            int run = i % RUNS;
            if (extSeq + sequenceOffset[run] == outSequence && extSeq >= firstUp[run]) {
                sequence = outSequence;
                timestamp = history.timestamp(extSeq) + timestampOffset[run];
                marker = history.marker(extSeq) || extSeq == firstUp[run];
                return;
            }
        }
    }

    private int newest() {
        return (runs - 1) % RUNS;
    }

    /** Of the packet at hand, without wrapping. */
    long sequence() {
        return sequence;
    }

    int timestamp() {
        return timestamp;
    }

    boolean marker() {
        return marker;
    }

    /** Whether the packet at hand was overtaken by others that were already sent. */
    boolean late() {
        return late;
    }

    /** The newest number sent, without wrapping. */
    long highestSequence() {
        return highestOut;
    }

    /** What a packet would carry as its timestamp if it were sent now. */
    int timestampAt(long nowNs) {
        return highestTimestamp + (int) ((nowNs - highestNs) * SAMPLES_PER_MS / 1_000_000);
    }
}
