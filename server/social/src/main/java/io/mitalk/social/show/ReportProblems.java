package io.mitalk.social.show;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why reports refuse. */
final class ReportProblems {

    static final Problem PRIVATE = new Problem("report-private", 403);

    static final List<Problem> ALL = List.of(PRIVATE);

    private ReportProblems() {}
}
