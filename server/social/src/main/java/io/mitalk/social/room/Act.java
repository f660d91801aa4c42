package io.mitalk.social.room;

/** Immutable. What somebody may want to do to a room or to somebody in it. */
enum Act {
    /** Offer a place on the stage, withdraw the offer, decline a hand. */
    OFFER,
    LOCK_HANDS,
    /** Say by which rule the floor goes round, who is next, and who is heard besides. */
    FLOOR,
    MUTE_ALL,
    /** Bring everybody back from the sub-rooms, or speak to all of them. */
    RECALL,
    /** Let a member into a private room, or no longer. */
    LET_IN,
    GO_LIVE,
    /** End the room or stop its countdown. */
    END,
    MUTE,
    UNMUTE,
    REMOVE,
    /** Make a speaker a co-host, or the other way round. */
    APPOINT,
    /** Take somebody off the stage. */
    DEMOTE,
    /** Move somebody into a sub-room. */
    MOVE
}
