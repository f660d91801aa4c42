package io.mitalk.livekit.signal;

import io.mitalk.kit.time.Clock;

/** Owned by one socket. A token bucket: how many more messages its client may send now. */
final class MessageBudget {

    private static final double NS_PER_SECOND = 1e9;

    private final Clock clock;
    private final int perSecond;
    private final int burst;
    private double left;
    private long lastNs;

    MessageBudget(Clock clock, int perSecond, int burst) {
        this.clock = clock;
        this.perSecond = perSecond;
        this.burst = burst;
        this.left = burst;
        this.lastNs = clock.nanoTime();
    }

    /** Takes one message out; false when there is none left. */
    boolean take() {
        long now = clock.nanoTime();
        left = Math.min(burst, left + (now - lastNs) / NS_PER_SECOND * perSecond);
        lastNs = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
