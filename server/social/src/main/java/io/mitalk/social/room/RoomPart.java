package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.social.floor.Turn;
import io.mitalk.social.floor.Waiting;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Thread-safe. What another noun adds to rooms: a part of what everybody in a room sees, and what it does as the room
 * changes. Registered with {@link Rooms#add} before the rooms start; it changes its part with {@link RoomEdit#say}.
 */
public interface RoomPart {

    /** The key of the part in the state of the channel {@code room:} and in its patches. */
    String name();

    /** The part as everybody may see it who sees the room; null where there is nothing to see. */
    @Nullable JsonNode state(Tx tx, Room room);

    /** Whom the cards of rooms name as who is asked and who asks, by room; for a whole list of rooms at once. */
    default Map<UUID, RoomCard.Pair> pairs(Tx tx, Collection<UUID> rooms) {
        return Map.of();
    }

    /** Those whose voice is to be recorded, asked whenever a plan is made of a live room. */
    default Set<UUID> recorded(Tx tx, Room room) {
        return Set.of();
    }

    /** The room goes on air; before everybody is told. */
    default void wentLive(RoomEdit edit) {}

    /** The room ends; before everybody is told. */
    default void ended(RoomEdit edit) {}

    /** Somebody was removed or may not be in the room any more. */
    default void sentAway(RoomEdit edit, UUID account) {}

    /**
     * Somebody is about to take a seat that was offered.
     *
     * @throws ProblemRaised why they may not, as they are
     */
    default void seatWanted(RoomEdit edit, UUID account) throws ProblemRaised {}

    /** Why somebody may not have a turn as they are, or null; they keep their place in the queue meanwhile. */
    default @Nullable Problem turnRefused(RoomEdit edit, UUID account) {
        return null;
    }

    /** For how long the room is to read what somebody wrote for their turn; null who wrote nothing. */
    default @Nullable Duration written(RoomEdit edit, UUID account) {
        return null;
    }

    /** A hand went down, whoever lowered it and why. */
    default void handDown(RoomEdit edit, UUID account) {}

    /** A moderator put somebody who waits next, and said why; before everybody is told. */
    default void lifted(RoomEdit edit, UUID account, Waiting.Lift lift) {}

    /** Somebody has been heard to speak; told every few seconds while somebody does. */
    default void spoke(RoomEdit edit) {}

    /** Somebody's turn begins, on the stage and not only offered; before everybody is told. */
    default void turnBegan(RoomEdit edit, Turn turn) {}

    /** A turn that had begun is over, and nobody has the next one yet; before everybody is told. */
    default void turnEnded(RoomEdit edit, Turn turn, Turn.End how) {}
}
