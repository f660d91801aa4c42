package io.mitalk.social.invite;

import java.time.Duration;

/** Immutable. Limits of invitations; each is a documented key. */
public record InviteSettings(
        int initialCredits,
        Duration lifetime,
        int reasonMin,
        int reasonMax,
        int greetingSeconds,
        int greetingBytes,
        int maxOpen,
        int triesPerMinute,
        int rehearsals) {}
