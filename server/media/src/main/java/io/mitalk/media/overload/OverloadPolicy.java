package io.mitalk.media.overload;

/**
 * Owned by one thread. Decides from samples of a worker's lag what to do without. What counts is the least lag of a
 * span of time (as in CoDel, RFC 8289 section 4.2): a burst, a pause of the collector or a slow order passes, and the
 * worker catches up within the span; one that never does has too much to do. It gives up one thing a span, and takes
 * one back after a much longer time of calm, so that it does not swing.
 */
public final class OverloadPolicy {

    private static final long NS_PER_MS = 1_000_000;

    private final long lagNs;
    private final long riseNs;
    private final long calmNs;
    private Relief relief = Relief.NONE;
    private long leastNs = Long.MAX_VALUE;
    private long spanBeganNs;
    private long calmSinceNs;
    private long standingNs;

    /** Sheds nothing yet. */
    public OverloadPolicy(OverloadSettings settings, long nowNs) {
        this.lagNs = settings.lagMs() * NS_PER_MS;
        this.riseNs = settings.riseMs() * NS_PER_MS;
        this.calmNs = settings.calmMs() * NS_PER_MS;
        this.spanBeganNs = nowNs;
        this.calmSinceNs = nowNs;
    }

    /** Takes how late the worker is now, 0 when it has nothing to do; whether {@link #relief} changed. */
    public boolean sample(long lateNs, long nowNs) {
        if (lagNs == 0) {
            return false;
        }
        leastNs = Math.min(leastNs, lateNs);
        if (nowNs - spanBeganNs < riseNs) {
            return false;
        }
        standingNs = leastNs;
        leastNs = Long.MAX_VALUE;
        spanBeganNs = nowNs;
        var before = relief;
        if (standingNs >= lagNs) {
            relief = relief.more();
            calmSinceNs = nowNs;
        } else if (standingNs * 2 >= lagNs) {
            calmSinceNs = nowNs;
        } else if (nowNs - calmSinceNs >= calmNs) {
            relief = relief.less();
            calmSinceNs = nowNs;
        }
        return relief != before;
    }

    /** What is given up now. */
    public Relief relief() {
        return relief;
    }

    /** The least lag of the last span, in nanoseconds. */
    public long standingNs() {
        return standingNs;
    }
}
