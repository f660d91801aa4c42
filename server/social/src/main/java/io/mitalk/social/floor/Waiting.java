package io.mitalk.social.floor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Somebody who wants to speak, with all that their place depends on.
 *
 * @param since when the hand went up
 * @param talkMs milliseconds of speech in this room so far
 * @param votes on the question that the hand brings along
 * @param reply whether a moderator gave the right of reply
 * @param lift the moderator's word that puts them next, or null
 */
public record Waiting(
        UUID account, Instant since, long talkMs, int votes, boolean reply, @Nullable Lift lift) {

    /**
     * Immutable. A reasoned exception from the order, which the room sees.
     *
     * @param at when it was made; the latest is next
     */
    public record Lift(UUID by, Instant at, String reason) {}
}
