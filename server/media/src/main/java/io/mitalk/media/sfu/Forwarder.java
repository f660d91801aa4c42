package io.mitalk.media.sfu;

import io.mitalk.kit.id.Randomness;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. Decides what of an up-track goes to one receiver and under which numbers. While packets
 * flow, its sequence numbers and timestamps are the source's plus a constant, so that the receiver sees the source's
 * losses and may have them repaired. Whatever interrupts the flow begins a new run with new constants: the numbers go
 * on without a gap; the timestamps go on with the source's where its clock went on too, otherwise as far as real time
 * went.
 */
final class Forwarder {

    /** Runs remembered, so that a NACK for something before a short mute is still answered. */
    private static final int RUNS = 8;

    private static final int SAMPLES_PER_MS = 48;
    private static final int FRAME_SAMPLES = 960;

    /** Why the next packet does not continue the run. */
    private enum Break {
        NONE,
        /** It comes in another rendition; nothing was left out. */
        CHANGED,
        /** The packets between were not sent. */
        SKIPPED,
        /** It may come from another clock. */
        INTERRUPTED
    }

    private final long[] firstUp = new long[RUNS];
    private final long[] sequenceOffset = new long[RUNS];
    private final int[] timestampOffset = new int[RUNS];
    private final Rendition[] renditions = new Rendition[RUNS];
    private final boolean[] marked = new boolean[RUNS];
    private int runs;

    private Break next = Break.INTERRUPTED;
    private boolean paused;
    private long highestUp = -1;
    private long highestOut;
    private int highestTimestamp;
    private int highestSamples = FRAME_SAMPLES;
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
        next = Break.INTERRUPTED;
    }

    /** Packets are left out; those that follow keep their distance in time from those before. */
    void skip() {
        next = next.compareTo(Break.SKIPPED) < 0 ? Break.SKIPPED : next;
    }

    void paused(boolean now) {
        paused = now;
        if (now) {
            interrupt();
        }
    }

    boolean paused() {
        return paused;
    }

    /** Null when the packet is to be sent, under the numbers that the accessors then tell; otherwise why not. */
    @Nullable DropReason forward(AudioPacket packet, Rendition rendition) {
        if (paused) {
            return DropReason.PAUSED;
        }
        long extSeq = packet.extSeq;
        if (runs > 0 && renditions[newest()] != rendition) {
            // Its numbers have nothing to do with those before.
            highestUp = extSeq - 1;
            next = next == Break.NONE ? Break.CHANGED : next;
        }
        if (next != Break.NONE) {
            if (extSeq <= highestUp) {
                return DropReason.BEFORE_RESUME;
            }
            begin(packet, rendition);
        } else if (extSeq < firstUp[newest()]) {
            return DropReason.BEFORE_RESUME;
        }
        number(newest(), packet);
        late = extSeq <= highestUp;
        if (!late) {
            highestUp = extSeq;
            highestOut = sequence;
            highestTimestamp = timestamp;
            highestSamples = packet.samples;
            highestNs = packet.nowNs;
        }
        return null;
    }

    private void begin(AudioPacket packet, Rendition rendition) {
        int before = newest();
        int run = runs % RUNS;
        timestampOffset[run] =
                next == Break.INTERRUPTED ? offsetByClock(packet) : timestampOffset[before];
        firstUp[run] = packet.extSeq;
        sequenceOffset[run] = highestOut + 1 - packet.extSeq;
        renditions[run] = rendition;
        marked[run] = next != Break.CHANGED;
        next = Break.NONE;
        runs++;
    }

    private int offsetByClock(AudioPacket packet) {
        long elapsed = runs == 0 ? 0 : (packet.nowNs - highestNs) * SAMPLES_PER_MS / 1_000_000;
        return highestTimestamp + (int) Math.max(elapsed, highestSamples) - packet.timestamp;
    }

    /** Sets the accessors to what a packet of that run carries; the same ones every time. */
    void number(int run, AudioPacket packet) {
        sequence = packet.extSeq + sequenceOffset[run];
        timestamp = packet.timestamp + timestampOffset[run];
        marker = packet.marker || (marked[run] && packet.extSeq == firstUp[run]);
    }

    /**
     * Looks up in which run a number was sent, to be asked further with {@link #sourceOf} and {@link #renditionOf}.
     *
     * @return -1 when that is unknown
     */
    int runOf(long outSequence) {
        for (int i = runs - 1; i >= Math.max(0, runs - RUNS); i--) {
            int run = i % RUNS;
            if (sourceOf(run, outSequence) >= firstUp[run]) {
                return outSequence <= highestOut ? run : -1;
            }
        }
        return -1;
    }

    /** The source's number of what was sent under that one. */
    long sourceOf(int run, long outSequence) {
        return outSequence - sequenceOffset[run];
    }

    Rendition renditionOf(int run) {
        return renditions[run];
    }

    private int newest() {
        return (runs + RUNS - 1) % RUNS;
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

    /** What a packet would carry as its timestamp if its first sample arrived now. */
    int timestampAt(long nowNs) {
        return highestTimestamp + (int) ((nowNs - highestNs) * SAMPLES_PER_MS / 1_000_000);
    }
}
