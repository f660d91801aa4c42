package io.mitalk.social.auth;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. What can go wrong while signing in. */
public final class AuthProblems {

    static final Problem CODE_WRONG = new Problem("code-wrong", 400);
    static final Problem CODE_EXPIRED = new Problem("code-expired", 410);
    static final Problem CODE_LOCKED = new Problem("code-locked", 429);
    static final Problem SIGN_IN_LINK_INVALID = new Problem("sign-in-link-invalid", 410);
    static final Problem PASSKEY_REFUSED = new Problem("passkey-refused", 400);
    static final Problem CHALLENGE_EXPIRED = new Problem("challenge-expired", 410);
    static final Problem TOO_MANY_PASSKEYS = new Problem("too-many-passkeys", 409);
    static final Problem PASSKEY_NAME_INVALID = new Problem("passkey-name-invalid", 400);

    static final List<Problem> ALL =
            List.of(
                    CODE_WRONG,
                    CODE_EXPIRED,
                    CODE_LOCKED,
                    SIGN_IN_LINK_INVALID,
                    PASSKEY_REFUSED,
                    CHALLENGE_EXPIRED,
                    TOO_MANY_PASSKEYS,
                    PASSKEY_NAME_INVALID);

    private AuthProblems() {}
}
