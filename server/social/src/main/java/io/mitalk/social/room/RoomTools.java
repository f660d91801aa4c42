package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.social.floor.Floors;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Immutable. What the parts of this noun share.
 *
 * @param added what other nouns add to rooms; complete once the rooms start
 */
record RoomTools(
        RoomParts parts, RoomSettings settings, Floors floors, Views views, List<RoomPart> added) {

    /** Those on the stage whose voice is to be recorded now. */
    Set<UUID> recorded(Tx tx, Room room) {
        if (room.phase() != Phase.LIVE) {
            return Set.of();
        }
        return added.stream()
                .flatMap(part -> part.recorded(tx, room).stream())
                .collect(Collectors.toSet());
    }
}
