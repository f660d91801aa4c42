package io.mitalk.social.room;

import io.mitalk.social.floor.Floors;

/** Immutable. What the parts of this noun share. */
record RoomTools(RoomParts parts, RoomSettings settings, Floors floors, Views views) {}
