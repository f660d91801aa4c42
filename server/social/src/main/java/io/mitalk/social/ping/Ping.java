package io.mitalk.social.ping;

import io.mitalk.social.account.PersonCard;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What whoever is called is told.
 *
 * @param roomId the room
 * @param by who calls
 * @param liveAt since when the room is live, null backstage
 * @param queue how many hands were up when it was sent
 */
record Ping(
        UUID roomId,
        String title,
        String topic,
        PersonCard by,
        @Nullable Instant liveAt,
        int queue) {

    /** The kind of its notice. */
    static final String KIND = "room-ping";
}
