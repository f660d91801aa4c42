package io.mitalk.replay.recorder;

import io.mitalk.wire.opus.OpusPacket;

/**
 * Owned by one thread. Where in a track a packet belongs. The sender's timestamps say it to the sample, and the times
 * of arrival say whether its clock runs off: a clock that is a little fast or slow is set right a little at a time, a
 * new source or a jump at once.
 */
final class Timeline {

    /** The place of this packet is taken: the file runs ahead of the time that passed. */
    static final long LEAVE_OUT = -1;

    /** How far timestamps and arrivals may be apart, which differ by the network's delays: 0.8 s. */
    private static final long TOLERANCE = OpusPacket.RATE * 8 / 10;

    private static final long SAMPLES_PER_MS = OpusPacket.RATE / 1000;

    /** For so long, and for so many packets, the one that came with the least delay is looked for. */
    private static final long WINDOW = 10L * OpusPacket.RATE;

    private static final int WINDOW_PACKETS = 100;

    /** Less than this is as likely the network's as the clock's. */
    private static final long NOTICED = 60 * SAMPLES_PER_MS;

    /** A file may be ahead by this much and wait for the next pause; beyond it one packet a second is left out. */
    private static final long AHEAD = 300 * SAMPLES_PER_MS;

    private boolean begun;
    private long firstNs;
    private int lastTimestamp;
    private long lastAt;
    private long windowBegan;
    private int windowPackets;
    private long leastDelayed;
    private long leftOutAt;

    /**
     * How many samples lie between what is written and the next packet, or {@link #LEAVE_OUT}.
     *
     * @param timestamp of its first sample
     * @param arrivedNs when it came
     * @param written how long the track is so far, in samples
     */
    long gapBefore(int timestamp, long arrivedNs, long written) {
        if (!begun) {
            begun = true;
            firstNs = arrivedNs;
            lastTimestamp = timestamp;
            look(0);
            return 0;
        }
        long arrived = (arrivedNs - firstNs) / 1000 * SAMPLES_PER_MS / 1000;
        long told = lastAt + (timestamp - lastTimestamp);
        lastTimestamp = timestamp;
        if (Math.abs(told - arrived) <= TOLERANCE) {
            lastAt = told - runOff(told - arrived, arrived);
        } else {
            lastAt = arrived;
            look(arrived);
        }
        return between(written);
    }

    /** How many samples the sender's clock has run off; 0 while that is not sure. */
    private long runOff(long ahead, long arrived) {
        leastDelayed = Math.max(leastDelayed, ahead);
        windowPackets++;
        if (arrived - windowBegan < WINDOW || windowPackets < WINDOW_PACKETS) {
            return 0;
        }
        long off = leastDelayed;
        look(arrived);
        return Math.abs(off) < NOTICED ? 0 : off;
    }

    /** Looks for the packet with the least delay anew. */
    private void look(long from) {
        windowBegan = from;
        windowPackets = 0;
        leastDelayed = Long.MIN_VALUE;
    }

    private long between(long written) {
        long gap = lastAt - written;
        if (gap >= -AHEAD || written - leftOutAt < OpusPacket.RATE) {
            return Math.max(0, gap);
        }
        leftOutAt = written;
        return LEAVE_OUT;
    }
}
