package io.mitalk.app.link;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. What can be wrong with a link. */
public final class LinkProblems {

    static final Problem INVALID = new Problem("link-invalid", 400);
    static final Problem EXPIRED = new Problem("link-expired", 410);

    public static final List<Problem> ALL = List.of(INVALID, EXPIRED);

    private LinkProblems() {}
}
