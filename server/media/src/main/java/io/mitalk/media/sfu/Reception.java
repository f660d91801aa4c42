package io.mitalk.media.sfu;

/**
 * Owned by the worker thread. What an up-track received and missed, as receiver reports tell it (RFC 3550 sections
 * 6.4.1 and A.3, A.8).
 */
final class Reception {

    private long base = -1;
    private long highest = -1;
    private long received;
    private long reportedExpected;
    private long reportedReceived;
    private long lastTransit;
    private double jitter;

    /** Takes an accepted packet; {@code arrival} in samples of the same clock as {@code timestamp}. */
    void accept(long extSeq, long timestamp, long arrival) {
        long transit = arrival - timestamp;
        if (base < 0) {
            base = extSeq;
        } else if (extSeq > highest) {
            // The timestamp wraps at 32 bits, so only the low half of the difference means
            // anything.
            int difference = (int) (transit - lastTransit);
            jitter += (Math.abs((double) difference) - jitter) / 16;
        }
        lastTransit = transit;
        highest = Math.max(highest, extSeq);
        received++;
    }

    /** Starts anew, for a source that begins anew. */
    void reset() {
        base = -1;
        highest = -1;
        received = 0;
        reportedExpected = 0;
        reportedReceived = 0;
        jitter = 0;
    }

    long highest() {
        return highest;
    }

    long received() {
        return received;
    }

    long expected() {
        return base < 0 ? 0 : highest - base + 1;
    }

    /** Packets never received since the start; repaired ones count as received. */
    long lost() {
        return Math.max(0, expected() - received);
    }

    /** In samples. */
    long jitterSamples() {
        return (long) jitter;
    }

    /** The share lost since the last call in 256ths. */
    int takeFractionLost() {
        long expectedNow = expected() - reportedExpected;
        long lostNow = expectedNow - (received - reportedReceived);
        reportedExpected = expected();
        reportedReceived = received;
        return expectedNow <= 0 || lostNow <= 0
                ? 0
                : (int) Math.min(255, lostNow * 256 / expectedNow);
    }
}
