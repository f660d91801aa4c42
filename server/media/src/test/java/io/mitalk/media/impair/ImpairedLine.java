package io.mitalk.media.impair;

import java.util.SplittableRandom;

/** Owned by one thread. Decides the fate of each datagram of one direction; the same seed decides the same. */
final class ImpairedLine {

    private static final long MS = 1_000_000;
    private static final double SECOND = 1e9;

    /** When a datagram arrives: never, once or twice. */
    record Fate(int copies, long firstNs, long secondNs) {
        static final Fate LOST = new Fate(0, 0, 0);
    }

    private final SplittableRandom random;
    private Impairment impairment;
    private boolean bad;

    /** When the line is free again. */
    private long freeNs = Long.MIN_VALUE;

    /** When the latest of those that keep their order arrives. */
    private long latestNs = Long.MIN_VALUE;

    ImpairedLine(Impairment impairment, long seed) {
        this.impairment = impairment;
        this.random = new SplittableRandom(seed);
    }

    void change(Impairment other) {
        impairment = other;
        bad = false;
    }

    /** Of a datagram that enters now. */
    Fate of(int bytes, long nowNs) {
        bad = bad ? !hits(impairment.loss().turnsGood()) : hits(impairment.loss().turnsBad());
        if (bad || hits(impairment.loss().ofGood())) {
            return Fate.LOST;
        }
        long sentNs = nowNs;
        if (impairment.line().bytesPerSecond() > 0) {
            long startNs = Math.max(freeNs, nowNs);
            if (startNs - nowNs > impairment.line().queueMs() * MS) {
                return Fate.LOST;
            }
            sentNs = startNs + (long) (bytes * SECOND / impairment.line().bytesPerSecond());
            freeNs = sentNs;
        }
        long firstNs = arrival(sentNs);
        return hits(impairment.twice())
                ? new Fate(2, firstNs, arrival(sentNs))
                : new Fate(1, firstNs, 0);
    }

    private long arrival(long sentNs) {
        long jitterNs = (long) (random.nextDouble() * impairment.way().jitterMs() * MS);
        long dueNs = Math.max(sentNs + impairment.way().delayMs() * MS + jitterNs, latestNs);
        if (hits(impairment.detour().share())) {
            return dueNs + impairment.detour().holdMs() * MS;
        }
        latestNs = dueNs;
        return dueNs;
    }

    private boolean hits(double probability) {
        return random.nextDouble() < probability;
    }
}
