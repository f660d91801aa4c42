package io.mitalk.kit.testing;

import io.mitalk.kit.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Thread-safe. A clock that moves only when a test moves it; starts at noon of 1 March 2026, UTC. */
public final class ManualClock implements Clock {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong elapsedNs = new AtomicLong();

    /** Moves time forward. */
    public void advance(Duration span) {
        elapsedNs.addAndGet(span.toNanos());
    }

    /** Moves time forward by milliseconds. */
    public void advanceMs(long ms) {
        advance(Duration.ofMillis(ms));
    }

    @Override
    public long nanoTime() {
        return elapsedNs.get();
    }

    @Override
    public long epochMs() {
        return START.plusNanos(elapsedNs.get()).toEpochMilli();
    }
}
