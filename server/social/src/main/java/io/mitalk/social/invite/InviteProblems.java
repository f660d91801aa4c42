package io.mitalk.social.invite;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. What can be wrong with an invitation. */
public final class InviteProblems {

    static final Problem NO_CREDITS = new Problem("no-credits", 409);
    static final Problem TOO_MANY = new Problem("too-many-invitations", 409);
    static final Problem REASON_TOO_SHORT = new Problem("reason-too-short", 400);
    static final Problem REASON_TOO_LONG = new Problem("reason-too-long", 400);
    static final Problem NOBODY_NAMED = new Problem("invitation-for-nobody", 400);
    static final Problem ALREADY_INVITED = new Problem("already-invited", 409);
    static final Problem ALREADY_MEMBER = new Problem("already-member", 409);
    static final Problem NO_RESERVATION = new Problem("no-such-reservation", 404);
    static final Problem NOT_OPEN = new Problem("invitation-ended", 409);
    static final Problem GREETING_INVALID = new Problem("greeting-invalid", 400);
    static final Problem GREETING_TOO_LONG = new Problem("greeting-too-long", 400);
    static final Problem INVALID = new Problem("invitation-invalid", 410);
    static final Problem FOR_ANOTHER = new Problem("invitation-for-another", 403);

    static final List<Problem> ALL =
            List.of(
                    NO_CREDITS,
                    TOO_MANY,
                    REASON_TOO_SHORT,
                    REASON_TOO_LONG,
                    NOBODY_NAMED,
                    ALREADY_INVITED,
                    ALREADY_MEMBER,
                    NO_RESERVATION,
                    NOT_OPEN,
                    GREETING_INVALID,
                    GREETING_TOO_LONG,
                    INVALID,
                    FOR_ANOTHER);

    private InviteProblems() {}
}
