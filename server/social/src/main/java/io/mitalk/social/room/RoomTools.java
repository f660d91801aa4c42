package io.mitalk.social.room;

import io.mitalk.social.floor.Floors;
import java.util.List;

/**
 * Immutable. What the parts of this noun share.
 *
 * @param added what other nouns add to rooms; complete once the rooms start
 */
record RoomTools(
        RoomParts parts, RoomSettings settings, Floors floors, Views views, List<RoomPart> added) {}
