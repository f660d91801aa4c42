package io.mitalk.livekit.token;

/** Immutable. Whose rooms are meant; rooms of the two never mix, even under one name. */
public enum Realm {
    /** Rooms that MiTalk itself owns. */
    APPLICATION,
    /** Rooms of programs that hold one of the operator's API keys. */
    OPERATOR
}
