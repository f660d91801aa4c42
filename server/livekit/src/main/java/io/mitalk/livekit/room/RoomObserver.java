package io.mitalk.livekit.room;

/** Called on a room's queue, which waits for it: implementations hand the fact over and return at once. */
@FunctionalInterface
public interface RoomObserver {

    /** Watches nothing. */
    RoomObserver NONE = fact -> {};

    void observe(RoomFact fact);
}
