package io.mitalk.social.objection;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why objections are refused. */
final class ObjectionProblems {

    /** Nobody objects to what they did themselves. */
    static final Problem OWN_LIFT = new Problem("own-lift", 409);

    static final List<Problem> ALL = List.of(OWN_LIFT);

    private ObjectionProblems() {}
}
