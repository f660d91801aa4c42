package io.mitalk.social.room;

import io.mitalk.db.Tx;
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

    /** The room goes on air; before everybody is told. */
    default void wentLive(RoomEdit edit) {}

    /** The room ends; before everybody is told. */
    default void ended(RoomEdit edit) {}

    /** Somebody was removed or may not be in the room any more. */
    default void sentAway(RoomEdit edit, UUID account) {}
}
