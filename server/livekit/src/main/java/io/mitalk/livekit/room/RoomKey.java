package io.mitalk.livekit.room;

import io.mitalk.livekit.token.Realm;

/** Immutable. What a room is found by: one name may exist once in each realm. */
public record RoomKey(Realm realm, String name) {}
