package io.mitalk.social.proposal;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why proposals refuse. */
final class ProposalProblems {

    static final Problem CLOSED = new Problem("proposal-closed", 409);
    static final Problem STARTS_AT_INVALID = new Problem("starts-at-invalid", 400);
    static final Problem TOO_MANY = new Problem("too-many-proposals", 409);
    static final Problem OWN = new Problem("own-proposal", 409);

    static final List<Problem> ALL = List.of(CLOSED, STARTS_AT_INVALID, TOO_MANY, OWN);

    private ProposalProblems() {}
}
