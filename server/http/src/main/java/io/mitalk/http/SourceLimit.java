package io.mitalk.http;

import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.time.Clock;

/** Thread-safe. Requests of one source, told apart by {@link RequestInfo#sourceKey}. */
final class SourceLimit {

    private static final int MAX_SOURCES = 100_000;

    private final KeyedLimiter<Long> limiter;

    SourceLimit(HttpSettings.Requests requests, Clock clock) {
        limiter =
                new KeyedLimiter<>(
                        new Rate(requests.burst(), requests.perSecond()), MAX_SOURCES, clock);
    }

    /** Takes one request; 0 when it may pass, else milliseconds until the next one may. */
    long waitMs(RequestInfo info) {
        long key = info.sourceKey();
        return limiter.take(key) ? 0 : Math.max(1, limiter.waitMs(key));
    }
}
