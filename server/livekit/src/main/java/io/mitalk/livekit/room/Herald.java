package io.mitalk.livekit.room;

import io.mitalk.livekit.room.RoomEvent.Kind;
import io.mitalk.livekit.token.Realm;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the room's queue. Tells programs outside what happens in a room of an operator's key. What happens in rooms
 * of the application and of personal links is nobody's business there.
 */
final class Herald {

    private final Room room;
    private final boolean open;

    Herald(Room room) {
        this.room = room;
        this.open = room.key().realm() == Realm.OPERATOR;
    }

    void started() {
        tell(Kind.ROOM_STARTED, null, null);
    }

    /** The last word. */
    void finished() {
        tell(Kind.ROOM_FINISHED, null, null);
    }

    void joined(Participant participant) {
        tell(Kind.PARTICIPANT_JOINED, participant.info(), null);
    }

    /** It goes, and what it publishes goes before it; to be called while its tracks are still there. */
    void left(Participant participant, DisconnectReason reason) {
        if (!open) {
            return;
        }
        for (TrackPublication publication : participant.publisher().publications()) {
            unpublished(publication);
        }
        var kind =
                participant.presence().everConnected()
                        ? Kind.PARTICIPANT_LEFT
                        : Kind.PARTICIPANT_CONNECTION_ABORTED;
        var info =
                participant.info().toBuilder()
                        .clearTracks()
                        .setState(ParticipantInfo.State.DISCONNECTED)
                        .setDisconnectReason(reason);
        tell(kind, info.build(), null);
    }

    void published(TrackPublication publication) {
        tell(Kind.TRACK_PUBLISHED, essentials(publication), publication.info());
    }

    void unpublished(TrackPublication publication) {
        tell(Kind.TRACK_UNPUBLISHED, essentials(publication), publication.info());
    }

    private static ParticipantInfo essentials(TrackPublication publication) {
        var owner = publication.owner();
        return ParticipantInfo.newBuilder()
                .setSid(owner.sid())
                .setIdentity(owner.identity())
                .setName(owner.name())
                .build();
    }

    private void tell(Kind kind, @Nullable ParticipantInfo participant, @Nullable TrackInfo track) {
        if (open) {
            room.parts()
                    .events()
                    .accept(new RoomEvent(kind, room.key(), room.info(), participant, track));
        }
    }
}
