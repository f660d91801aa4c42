package io.mitalk.livekit.data;

import io.mitalk.kit.time.Clock;

/** Owned by the room's queue. So much a second and one second's worth at once; whoever must send goes into debt. */
final class Budget {

    private final double perSecond;
    private final Clock clock;
    private double left;
    private long filledNs;

    Budget(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.left = perSecond;
        this.filledNs = clock.nanoTime();
    }

    /** Whether nothing is owed. */
    boolean solvent() {
        fill();
        return left > 0;
    }

    /** Spends, and says for how many milliseconds something is owed then. */
    long spend(double cost) {
        fill();
        left -= cost;
        return left >= 0 ? 0 : (long) Math.ceil(-left / perSecond * 1000);
    }

    private void fill() {
        long nowNs = clock.nanoTime();
        left = Math.min(perSecond, left + (nowNs - filledNs) / 1e9 * perSecond);
        filledNs = nowNs;
    }
}
