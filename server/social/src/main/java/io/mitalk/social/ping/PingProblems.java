package io.mitalk.social.ping;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why somebody cannot be called. */
final class PingProblems {

    static final Problem ALREADY_PINGED = new Problem("already-pinged", 409);
    static final Problem ALREADY_HERE = new Problem("already-here", 409);

    static final List<Problem> ALL = List.of(ALREADY_PINGED, ALREADY_HERE);

    private PingProblems() {}
}
