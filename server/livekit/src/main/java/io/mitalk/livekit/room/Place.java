package io.mitalk.livekit.room;

/** Immutable. What came of asking a room for a place. */
enum Place {
    KEPT,
    FULL,
    BARRED,
    /** The packet plane is too far behind for anybody new. */
    BUSY,
    CLOSED
}
