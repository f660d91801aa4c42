package io.mitalk.livekit.room;

/**
 * Immutable. What whoever opens a room says of it.
 *
 * @param emptyTimeoutMs how long it waits for its first participant
 * @param departureTimeoutMs how long it lives after its last participant left
 * @param maxParticipants who may be in it at once; recorders and agents do not count
 * @param metadata opaque text of the application
 */
public record RoomTerms(
        long emptyTimeoutMs, long departureTimeoutMs, int maxParticipants, String metadata) {

    /** What holds when nobody says more. */
    static RoomTerms standard(RoomSettings settings) {
        return new RoomTerms(
                settings.emptyTimeoutMs(),
                settings.departureTimeoutMs(),
                settings.maxParticipants(),
                "");
    }
}
