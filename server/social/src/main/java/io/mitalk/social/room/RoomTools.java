package io.mitalk.social.room;

/** Immutable. What the parts of this noun share. */
record RoomTools(RoomParts parts, RoomSettings settings, Views views) {}
