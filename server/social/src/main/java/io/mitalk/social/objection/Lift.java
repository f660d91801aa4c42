package io.mitalk.social.objection;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A moderator's reasoned exception from the order of a queue, and what the room says to it.
 *
 * @param account who was put next
 * @param voices people of different branches of the invitations who object
 * @param mine whether the asker is one of those who object
 * @param report what the operators were told, or null
 */
public record Lift(
        UUID id,
        UUID account,
        UUID byAccount,
        String reason,
        Instant at,
        int voices,
        boolean mine,
        @Nullable UUID report) {}
