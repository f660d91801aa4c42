package io.mitalk.livekit.client;

import io.mitalk.livekit.data.DataRules;
import io.mitalk.livekit.room.RoomSettings;
import io.mitalk.livekit.room.TextLimits;

/** Thread-safe. Settings of rooms for tests: as usual, but for how many rooms and people there may be. */
public final class RoomTerms {

    private RoomTerms() {}

    /** So many rooms of so many people. */
    public static RoomSettings of(int rooms, int participants) {
        return of(rooms, participants, 60_000);
    }

    /** The same with another time in which a participant must come to media. */
    public static RoomSettings of(int rooms, int participants, long neverActiveMs) {
        return of(rooms, participants, neverActiveMs, 10_000);
    }

    /** The same with another time in which who loses its socket before that must be back. */
    public static RoomSettings of(
            int rooms, int participants, long neverActiveMs, long returnWindowMs) {
        return new RoomSettings(
                rooms,
                participants,
                8,
                20,
                60_000,
                20_000,
                15_000,
                returnWindowMs,
                neverActiveMs,
                15_000,
                300,
                TextLimits.STANDARD,
                DataRules.standard());
    }
}
