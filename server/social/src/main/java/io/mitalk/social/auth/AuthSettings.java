package io.mitalk.social.auth;

import java.time.Duration;

/** Immutable. Lifetimes and limits of signing in; each is a documented key. */
public record AuthSettings(
        SessionLimits sessions, CodeLimits codes, PasskeyLimits passkeys, Duration linkLifetime) {

    /** How many an account may have, and how long a question to one waits for its answer. */
    public record PasskeyLimits(int perAccount, Duration challengeLifetime) {}

    /** How long sessions last, and how many an account may have. */
    public record SessionLimits(Duration idle, Duration lifetime, int perAccount) {}

    /** One-time codes and reservations: an hour's and a day's letters to one address, an hour's of one source. */
    public record CodeLimits(
            Duration lifetime,
            int tries,
            int perAddressHourly,
            int perAddressDaily,
            int perSourceHourly,
            int triesPerSourceHourly,
            int reservationsPerSourceHourly) {}
}
