package io.mitalk.social.proposal;

import io.mitalk.social.account.PersonCard;
import io.mitalk.social.room.RoomCard;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A proposal as a member sees it.
 *
 * @param interested how many others would come
 * @param needed how many must
 * @param youCome whether the asker would
 * @param state {@code open}: more people are needed; {@code set}: it opens at its time; {@code opened}; {@code lapsed}
 * @param roomId the room that it became
 */
public record Proposal(
        UUID id,
        String title,
        RoomCard.TopicRef topic,
        String language,
        PersonCard by,
        Instant startsAt,
        int interested,
        int needed,
        boolean youCome,
        String state,
        @Nullable UUID roomId) {}
