package io.mitalk.social.account;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of accounts. */
public final class AccountKeys {

    public static final Key<Duration> UNCONFIRMED_LIFETIME =
            Key.duration(
                    "account.unconfirmed-lifetime",
                    Duration.ofDays(7),
                    "how long a reservation is kept whose e-mail address nobody confirms");

    public static final Key<Integer> HANDLE_CHECKS_PER_MINUTE =
            Key.integer(
                    "account.handle-checks-per-minute",
                    60,
                    1,
                    1_000_000,
                    "handles that one source may ask about in a minute");

    public static final Key<Integer> CHANGES_PER_MINUTE =
            Key.integer(
                    "account.changes-per-minute",
                    20,
                    1,
                    1_000_000,
                    "changes of one account by its owner in a minute");

    public static final Key<Integer> INTRODUCTION_SECONDS =
            Key.integer(
                    "account.introduction-seconds",
                    30,
                    1,
                    300,
                    "length of a voice introduction at most");

    public static final Key<Integer> INTRODUCTION_KIB =
            Key.integer(
                    "account.introduction-kib",
                    512,
                    16,
                    8192,
                    "size of a voice introduction at most, in KiB");

    public static final List<Key<?>> ALL =
            List.of(
                    UNCONFIRMED_LIFETIME,
                    HANDLE_CHECKS_PER_MINUTE,
                    CHANGES_PER_MINUTE,
                    INTRODUCTION_SECONDS,
                    INTRODUCTION_KIB);

    private AccountKeys() {}

    /** The settings of accounts. */
    public static AccountSettings settings(Config config) {
        return new AccountSettings(
                config.get(UNCONFIRMED_LIFETIME),
                config.get(HANDLE_CHECKS_PER_MINUTE),
                config.get(CHANGES_PER_MINUTE),
                config.get(INTRODUCTION_SECONDS),
                config.get(INTRODUCTION_KIB) * 1024);
    }
}
