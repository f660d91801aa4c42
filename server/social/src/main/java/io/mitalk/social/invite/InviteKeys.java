package io.mitalk.social.invite;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of invitations. */
public final class InviteKeys {

    public static final Key<Integer> INITIAL_CREDITS =
            Key.integer(
                    "invites.initial-credits",
                    2,
                    0,
                    1000,
                    "invitations that a new member may make; an operator always may");

    public static final Key<Duration> LIFETIME =
            Key.duration(
                    "invites.lifetime",
                    Duration.ofDays(14),
                    "how long an invitation can be redeemed; then its credit returns");

    public static final Key<Integer> REASON_MIN =
            Key.integer(
                    "invites.reason-min",
                    20,
                    1,
                    200,
                    "characters that the public reason of an invitation has at least");

    public static final Key<Integer> REASON_MAX =
            Key.integer(
                    "invites.reason-max",
                    500,
                    200,
                    5000,
                    "characters that the public reason of an invitation has at most");

    public static final Key<Integer> GREETING_SECONDS =
            Key.integer(
                    "invites.greeting-seconds",
                    20,
                    1,
                    120,
                    "length of an invitation's voice greeting at most");

    public static final Key<Integer> GREETING_KIB =
            Key.integer(
                    "invites.greeting-kib",
                    384,
                    16,
                    8192,
                    "size of an invitation's voice greeting at most, in KiB");

    public static final Key<Integer> MAX_OPEN =
            Key.integer(
                    "invites.max-open",
                    1000,
                    1,
                    100_000,
                    "open invitations that one member or operator may have at once");

    public static final Key<Integer> TRIES_PER_MINUTE =
            Key.integer(
                    "invites.tries-per-minute",
                    30,
                    1,
                    100_000,
                    "invitations that one member may try to make in a minute, refused ones included;"
                            + " operators are not limited");

    public static final Key<Integer> REHEARSALS =
            Key.integer(
                    "invites.rehearsals",
                    200,
                    0,
                    10_000,
                    "redemptions that are played through and rolled back after the start, so that a"
                            + " crowd that comes at once is let in faster; 0 plays none");

    public static final List<Key<?>> ALL =
            List.of(
                    INITIAL_CREDITS,
                    LIFETIME,
                    REASON_MIN,
                    REASON_MAX,
                    GREETING_SECONDS,
                    GREETING_KIB,
                    MAX_OPEN,
                    TRIES_PER_MINUTE,
                    REHEARSALS);

    private InviteKeys() {}

    /** The settings of invitations. */
    public static InviteSettings settings(Config config) {
        return new InviteSettings(
                config.get(INITIAL_CREDITS),
                config.get(LIFETIME),
                config.get(REASON_MIN),
                config.get(REASON_MAX),
                config.get(GREETING_SECONDS),
                config.get(GREETING_KIB) * 1024,
                config.get(MAX_OPEN),
                config.get(TRIES_PER_MINUTE),
                config.get(REHEARSALS));
    }
}
