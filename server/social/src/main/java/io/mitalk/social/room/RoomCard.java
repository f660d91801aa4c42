package io.mitalk.social.room;

import io.mitalk.social.account.PersonCard;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A room as a list shows it.
 *
 * @param visibility {@code public}, {@code members} or {@code private}
 * @param phase {@code backstage}, {@code live} or {@code ended}
 * @param pair who is asked and who asks, where a host named them
 * @param speakers at most five of the stage, higher ranks first
 * @param listeners people without a seat, guests included
 */
public record RoomCard(
        UUID id,
        String title,
        TopicRef topic,
        String visibility,
        String language,
        String phase,
        PersonCard host,
        @Nullable Pair pair,
        List<PersonCard> speakers,
        int listeners,
        Instant openedAt,
        @Nullable Instant liveAt,
        @Nullable Instant endedAt) {

    /**
     * Immutable. Who is asked and who asks.
     *
     * @param as what the expert declares to be; empty for nothing
     */
    public record Pair(PersonCard expert, String as, @Nullable PersonCard interviewer) {}

    /** Immutable. A topic by id and title. */
    public record TopicRef(UUID id, String title) {}
}
