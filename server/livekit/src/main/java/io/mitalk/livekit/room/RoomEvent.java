package io.mitalk.livekit.room;

import java.util.Locale;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.Room;
import livekit.LivekitModels.TrackInfo;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What programs outside are told of a room, in the protocol's words. Events of one room come in order.
 *
 * @param participant whom it is about, null when it is about the room
 * @param track null when it is about no track
 */
public record RoomEvent(
        Kind kind, Room room, @Nullable ParticipantInfo participant, @Nullable TrackInfo track) {

    /** What happened. */
    public enum Kind {
        ROOM_STARTED,
        ROOM_FINISHED,
        /** Its media is connected. */
        PARTICIPANT_JOINED,
        PARTICIPANT_LEFT,
        /** It left before its media was connected. */
        PARTICIPANT_CONNECTION_ABORTED,
        TRACK_PUBLISHED,
        TRACK_UNPUBLISHED;

        /** As the protocol spells it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
