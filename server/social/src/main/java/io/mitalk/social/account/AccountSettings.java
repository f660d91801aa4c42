package io.mitalk.social.account;

import java.time.Duration;

/** Immutable. Limits of accounts; each is a documented key. */
public record AccountSettings(
        Duration unconfirmedLifetime,
        int handleChecksPerMinute,
        int changesPerMinute,
        int introductionSeconds,
        int introductionBytes) {}
