package io.mitalk.kit.limit;

import io.mitalk.kit.time.Clock;

/** Thread-safe. Lets through a burst, then a steady rate: tokens drip in, each event takes some. */
public final class TokenBucket {

    private final Rate rate;
    private final Clock clock;
    private double tokens;
    private long filledNs;

    /** A full bucket. */
    public TokenBucket(Rate rate, Clock clock) {
        this.rate = rate;
        this.clock = clock;
        tokens = rate.burst();
        filledNs = clock.nanoTime();
    }

    /** Takes {@code count} tokens, or none and false when there are fewer. */
    public synchronized boolean take(int count) {
        fill();
        if (tokens < count) {
            return false;
        }
        tokens -= count;
        return true;
    }

    /** Milliseconds until {@code count} tokens will be there if nobody else takes any, rounded up; 0 when they are. */
    public synchronized long waitMs(int count) {
        fill();
        return tokens >= count ? 0 : (long) Math.ceil((count - tokens) / rate.perSecond() * 1000);
    }

    /** Whether it is as if it had never been used. */
    synchronized boolean full() {
        fill();
        return tokens >= rate.burst();
    }

    private void fill() {
        long nowNs = clock.nanoTime();
        tokens = Math.min(rate.burst(), tokens + (nowNs - filledNs) / 1e9 * rate.perSecond());
        filledNs = nowNs;
    }
}
