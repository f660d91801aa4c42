package io.mitalk.social.report;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. What can be wrong with reports and suspensions. */
public final class ReportProblems {

    static final Problem ABOUT_NOTHING = new Problem("report-about-nothing", 400);
    static final Problem TOO_MANY = new Problem("too-many-reports", 429);
    static final Problem DECIDED = new Problem("report-decided", 409);
    static final Problem NOT_POSSIBLE = new Problem("decision-not-possible", 409);
    static final Problem OPERATOR_PROTECTED = new Problem("operator-protected", 409);
    static final Problem NOT_SUSPENDED = new Problem("not-suspended", 409);

    static final List<Problem> ALL =
            List.of(
                    ABOUT_NOTHING,
                    TOO_MANY,
                    DECIDED,
                    NOT_POSSIBLE,
                    OPERATOR_PROTECTED,
                    NOT_SUSPENDED);

    private ReportProblems() {}
}
