package io.mitalk.livekit.room;

import java.time.Instant;

/**
 * Immutable. What happened in a room, for whoever keeps account of it. Facts of one room come in order; a {@code sid}
 * names one joining of an identity, and the first fact about it is {@link Joined}, the last {@link Left}.
 */
public sealed interface RoomFact {

    RoomKey room();

    /** Its media is connected. */
    record Joined(RoomKey room, String identity, String sid, Instant at) implements RoomFact {}

    /** It is gone, and nothing of it is forwarded any more. */
    record Left(RoomKey room, String identity, String sid, Departure why, Instant at)
            implements RoomFact {}

    /** Its signalling broke; its media may still flow, and it may come back. */
    record SignalLost(RoomKey room, String identity, String sid) implements RoomFact {}

    /** Its signalling is back. */
    record SignalBack(RoomKey room, String identity, String sid) implements RoomFact {}

    /** It began or ended to publish sound that it has not muted itself. */
    record Microphone(RoomKey room, String identity, String sid, boolean open)
            implements RoomFact {}

    /**
     * It spoke. Told every five seconds and at the end of a track; what was muted does not count.
     *
     * @param spokenMs milliseconds of media time since the last such fact, by the levels of RFC 6464
     * @param slots which tenths of a second were spoken in; bit 0 is the one that ends at {@code at}
     */
    record Spoke(RoomKey room, String identity, String sid, long spokenMs, long slots, Instant at)
            implements RoomFact {}

    /** The room closed, its last fact. {@code asked} is false when the packet plane lost it. */
    record Closed(RoomKey room, boolean asked) implements RoomFact {}
}
