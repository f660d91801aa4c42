package io.mitalk.replay.recorder;

import io.mitalk.wire.opus.OpusPacket;

/**
 * Owned by one thread. Where in a track a packet belongs. The sender's timestamps say it to the sample while they agree
 * with the times of arrival; a new source, a jump or a clock that runs off is found by them and set right.
 */
final class Timeline {

    /** How far timestamps and arrivals may be apart, which differ by the network's delays: 0.8 s. */
    private static final long TOLERANCE = OpusPacket.RATE * 8 / 10;

    private static final long SAMPLES_PER_MS = OpusPacket.RATE / 1000;

    private boolean begun;
    private long firstNs;
    private int lastTimestamp;
    private long lastAt;

    /**
     * How many samples lie between what is written and the next packet.
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
            return 0;
        }
        long told = lastAt + (timestamp - lastTimestamp);
        long arrived = (arrivedNs - firstNs) / 1000 * SAMPLES_PER_MS / 1000;
        long at = Math.abs(told - arrived) <= TOLERANCE ? told : arrived;
        lastTimestamp = timestamp;
        lastAt = Math.max(at, written);
        return lastAt - written;
    }
}
