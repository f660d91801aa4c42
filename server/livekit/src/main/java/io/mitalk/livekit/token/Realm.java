package io.mitalk.livekit.token;

/** Immutable. Whose rooms are meant; rooms of the two never mix, even under one name. */
public enum Realm {
    /** Rooms that MiTalk itself owns: it opens and closes them, and its policy decides who may do what. */
    APPLICATION,
    /** Rooms of personal links, opened by whoever comes first. */
    LINK,
    /** Rooms of programs that hold one of the operator's API keys. */
    OPERATOR
}
