package io.mitalk.social.auth.passkey;

import java.io.Serial;

/** Immutable. What an authenticator sent does not prove anything; carries no stack, since it is an answer. */
public final class PasskeyRefused extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    /** {@code why} is for whoever debugs; the client is told nothing of it. */
    public PasskeyRefused(String why) {
        super(why, null, false, false);
    }
}
