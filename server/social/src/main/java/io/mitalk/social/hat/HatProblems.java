package io.mitalk.social.hat;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why hats are refused. */
final class HatProblems {

    static final Problem CLAIM_NOT_YOURS = new Problem("claim-not-yours", 403);
    static final Problem MISSING = new Problem("hat-missing", 409);
    static final Problem NOT_AT_MICROPHONE = new Problem("not-at-microphone", 409);

    /** To a host who would give the floor to somebody without one. */
    static final Problem AWAITED = new Problem("hat-awaited", 409);

    static final List<Problem> ALL = List.of(CLAIM_NOT_YOURS, MISSING, NOT_AT_MICROPHONE, AWAITED);

    private HatProblems() {}
}
