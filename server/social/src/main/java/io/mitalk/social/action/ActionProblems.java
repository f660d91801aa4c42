package io.mitalk.social.action;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. What can be wrong with an action of somebody with power. */
public final class ActionProblems {

    static final Problem REASON_MISSING = new Problem("reason-missing", 400);

    public static final List<Problem> ALL = List.of(REASON_MISSING);

    private ActionProblems() {}
}
