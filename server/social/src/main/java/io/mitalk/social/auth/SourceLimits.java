package io.mitalk.social.auth;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.time.Clock;

/** Thread-safe. How often one source may reserve, ask for codes, and try to get in. */
final class SourceLimits {

    private static final int MAX_SOURCES = 100_000;
    private static final double SECONDS_PER_HOUR = 3600;

    private final KeyedLimiter<Long> reservations;
    private final KeyedLimiter<Long> codes;
    private final KeyedLimiter<Long> attempts;

    SourceLimits(AuthSettings.CodeLimits limits, Clock clock) {
        reservations = hourly(limits.reservationsPerSourceHourly(), clock);
        codes = hourly(limits.perSourceHourly(), clock);
        attempts = hourly(limits.triesPerSourceHourly(), clock);
    }

    void reserve(RequestInfo info) throws ProblemRaised {
        take(reservations, info);
    }

    void code(RequestInfo info) throws ProblemRaised {
        take(codes, info);
    }

    void attempt(RequestInfo info) throws ProblemRaised {
        take(attempts, info);
    }

    private static KeyedLimiter<Long> hourly(int count, Clock clock) {
        return new KeyedLimiter<>(new Rate(count, count / SECONDS_PER_HOUR), MAX_SOURCES, clock);
    }

    private static void take(KeyedLimiter<Long> limiter, RequestInfo info) throws ProblemRaised {
        long source = info.sourceKey();
        if (!limiter.take(source)) {
            throw Problem.tooSoon(limiter.waitMs(source));
        }
    }
}
