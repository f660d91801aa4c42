package io.mitalk.db;

import java.time.Duration;

/** Immutable. How long to wait after failures: one second, then twice as long each time, up to a limit. */
final class Backoff {

    private static final int MAX_DOUBLINGS = 20;

    private Backoff() {}

    /** The pause after {@code failures} earlier ones. */
    static Duration after(int failures, Duration limit) {
        var pause = Duration.ofSeconds(1L << Math.min(failures, MAX_DOUBLINGS));
        return pause.compareTo(limit) < 0 ? pause : limit;
    }
}
