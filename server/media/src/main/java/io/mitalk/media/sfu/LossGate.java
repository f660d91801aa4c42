package io.mitalk.media.sfu;

/**
 * Owned by the worker thread. Whether a receiver loses too much for merged packets, of which each lost one is a longer
 * hole: closes when the mean of its last two reports is above the bound, and opens again after half a minute
 * with no more than half of that.
 */
final class LossGate {

    private static final long QUIET_NS = 30_000_000_000L;
    private static final int WHOLE = 256;
    private static final int PERCENT = 100;

    private final int bound;
    private int last;
    private boolean closed;
    private long calmNs;

    /** {@code percent} is the loss above which it closes. */
    LossGate(int percent) {
        this.bound = percent * WHOLE;
    }

    /** Takes a receiver report's fraction lost in 256ths. */
    void report(int fractionLost, long nowNs) {
        int loss = (last + fractionLost) * PERCENT / 2;
        last = fractionLost;
        if (loss > bound) {
            closed = true;
        }
        if (!closed || loss * 2 > bound) {
            calmNs = nowNs;
        } else if (nowNs - calmNs >= QUIET_NS) {
            closed = false;
        }
    }

    boolean closed() {
        return closed;
    }
}
