package io.mitalk.livekit.token;

/** Thrown by {@link TokenVerifier} for a token that must not be believed; the message never repeats the token. */
public final class TokenRefused extends Exception {

    private static final long serialVersionUID = 1L;

    TokenRefused(String message) {
        super(message);
    }
}
