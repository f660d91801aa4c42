package io.mitalk.social.auth;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of signing in. */
public final class AuthKeys {

    private static final int MANY = 1_000_000;

    public static final Key<Duration> SESSION_IDLE =
            Key.duration(
                    "auth.session-idle",
                    Duration.ofDays(30),
                    "a session that nobody uses for so long ends");

    public static final Key<Duration> SESSION_LIFETIME =
            Key.duration(
                    "auth.session-lifetime",
                    Duration.ofDays(180),
                    "a session ends after this time even when it is used");

    public static final Key<Integer> SESSIONS_PER_ACCOUNT =
            Key.integer(
                    "auth.sessions-per-account",
                    20,
                    1,
                    1_000,
                    "sessions of one account; a new one ends the one that rested longest");

    public static final Key<Duration> CODE_LIFETIME =
            Key.duration(
                    "auth.code-lifetime",
                    Duration.ofMinutes(10),
                    "how long a one-time code is good for");

    public static final Key<Integer> CODE_TRIES =
            Key.integer(
                    "auth.code-tries",
                    5,
                    1,
                    100,
                    "wrong guesses after which a one-time code is worth nothing");

    public static final Key<Integer> CODES_PER_HOUR =
            Key.integer(
                    "auth.codes-per-hour",
                    5,
                    1,
                    MANY,
                    "one-time codes mailed to one address in an hour");

    public static final Key<Integer> CODES_PER_DAY =
            Key.integer(
                    "auth.codes-per-day",
                    10,
                    1,
                    MANY,
                    "one-time codes mailed to one address in a day");

    public static final Key<Integer> CODES_PER_SOURCE =
            Key.integer(
                    "auth.codes-per-source-per-hour",
                    30,
                    1,
                    MANY,
                    "one-time codes that one source may ask for in an hour");

    public static final Key<Integer> TRIES_PER_SOURCE =
            Key.integer(
                    "auth.tries-per-source-per-hour",
                    100,
                    1,
                    MANY,
                    "attempts to sign in that one source may make in an hour");

    public static final Key<Integer> RESERVATIONS_PER_SOURCE =
            Key.integer(
                    "auth.reservations-per-source-per-hour",
                    20,
                    1,
                    MANY,
                    "handles that one source may reserve in an hour");

    public static final Key<Duration> LINK_LIFETIME =
            Key.duration(
                    "auth.sign-in-link-lifetime",
                    Duration.ofHours(1),
                    "how long a sign-in link of an operator is good for");

    public static final Key<Integer> PASSKEYS =
            Key.integer("auth.passkeys", 20, 1, 1_000, "passkeys that one account may have");

    public static final Key<Duration> CHALLENGE_LIFETIME =
            Key.duration(
                    "auth.passkey-challenge-lifetime",
                    Duration.ofMinutes(5),
                    "how long somebody may take to answer with a passkey");

    public static final List<Key<?>> ALL =
            List.of(
                    SESSION_IDLE,
                    SESSION_LIFETIME,
                    SESSIONS_PER_ACCOUNT,
                    CODE_LIFETIME,
                    CODE_TRIES,
                    CODES_PER_HOUR,
                    CODES_PER_DAY,
                    CODES_PER_SOURCE,
                    TRIES_PER_SOURCE,
                    RESERVATIONS_PER_SOURCE,
                    LINK_LIFETIME,
                    PASSKEYS,
                    CHALLENGE_LIFETIME);

    private AuthKeys() {}

    /** The settings of signing in. */
    public static AuthSettings settings(Config config) {
        return new AuthSettings(
                new AuthSettings.SessionLimits(
                        config.get(SESSION_IDLE),
                        config.get(SESSION_LIFETIME),
                        config.get(SESSIONS_PER_ACCOUNT)),
                new AuthSettings.CodeLimits(
                        config.get(CODE_LIFETIME),
                        config.get(CODE_TRIES),
                        config.get(CODES_PER_HOUR),
                        config.get(CODES_PER_DAY),
                        config.get(CODES_PER_SOURCE),
                        config.get(TRIES_PER_SOURCE),
                        config.get(RESERVATIONS_PER_SOURCE)),
                new AuthSettings.PasskeyLimits(
                        config.get(PASSKEYS), config.get(CHALLENGE_LIFETIME)),
                config.get(LINK_LIFETIME));
    }
}
