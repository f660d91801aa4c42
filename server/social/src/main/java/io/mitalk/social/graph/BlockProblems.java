package io.mitalk.social.graph;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. What can be wrong with a block. */
public final class BlockProblems {

    static final Problem YOURSELF = new Problem("block-yourself", 400);
    static final Problem TOO_MANY = new Problem("too-many-blocks", 409);

    public static final List<Problem> ALL = List.of(YOURSELF, TOO_MANY);

    private BlockProblems() {}
}
