package io.mitalk.social.show;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why shows refuse. */
final class ShowProblems {

    static final Problem NO_AGENDA = new Problem("no-agenda", 404);
    static final Problem NOTHING_RUNS = new Problem("no-segment-runs", 409);
    static final Problem TOO_MANY = new Problem("too-many-segments", 409);

    /** A format in which nobody in particular is asked. */
    static final Problem NO_PAIR = new Problem("no-pair", 409);

    static final Problem TOO_MANY_AGENDAS = new Problem("too-many-agendas", 409);

    static final List<Problem> ALL =
            List.of(NO_AGENDA, NOTHING_RUNS, TOO_MANY, NO_PAIR, TOO_MANY_AGENDAS);

    private ShowProblems() {}
}
