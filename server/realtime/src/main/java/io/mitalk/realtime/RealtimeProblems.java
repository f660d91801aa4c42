package io.mitalk.realtime;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. What a realtime socket refuses, beside what any address does. */
public final class RealtimeProblems {

    /** Whoever saw a channel may not see it any more. */
    public static final Problem ACCESS_WITHDRAWN = new Problem("access-withdrawn", 403);

    /** A connection has as many subscriptions as it may. */
    public static final Problem TOO_MANY_SUBSCRIPTIONS = new Problem("too-many-subscriptions", 429);

    public static final List<Problem> ALL = List.of(ACCESS_WITHDRAWN, TOO_MANY_SUBSCRIPTIONS);

    private RealtimeProblems() {}
}
