package io.mitalk.livekit.room;

import io.mitalk.livekit.room.RoomEvent.Kind;
import io.mitalk.livekit.token.Realm;
import java.util.Collection;
import java.util.function.Consumer;
import livekit.LivekitModels;
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
    private final @Nullable Consumer<RoomEvent> outside;

    Herald(Room room) {
        this.room = room;
        this.outside = room.key().realm() == Realm.OPERATOR ? room.parts().events() : null;
    }

    void started() {
        if (outside != null) {
            tell(Kind.ROOM_STARTED, room.info(), null, null);
        }
    }

    /** The last word. */
    void finished() {
        if (outside != null) {
            tell(Kind.ROOM_FINISHED, room.info(), null, null);
        }
    }

    void joined(Participant participant) {
        if (outside != null) {
            tell(Kind.PARTICIPANT_JOINED, room.info(), participant.info(), null);
        }
    }

    /** They go, and what they publish goes before them; to be called while their tracks are still there. */
    void left(Collection<Participant> participants, DisconnectReason reason) {
        if (outside != null) {
            // Counting people for each who goes would take the square of their number.
            var info = room.info();
            participants.forEach(participant -> left(info, participant, reason));
        }
    }

    private void left(LivekitModels.Room info, Participant participant, DisconnectReason reason) {
        for (TrackPublication publication : participant.publisher().publications()) {
            tell(Kind.TRACK_UNPUBLISHED, info, essentials(publication), publication.info());
        }
        var kind =
                participant.presence().everConnected()
                        ? Kind.PARTICIPANT_LEFT
                        : Kind.PARTICIPANT_CONNECTION_ABORTED;
        var gone =
                participant.info().toBuilder()
                        .clearTracks()
                        .setState(ParticipantInfo.State.DISCONNECTED)
                        .setDisconnectReason(reason);
        tell(kind, info, gone.build(), null);
    }

    void published(TrackPublication publication) {
        track(Kind.TRACK_PUBLISHED, publication);
    }

    void unpublished(TrackPublication publication) {
        track(Kind.TRACK_UNPUBLISHED, publication);
    }

    private void track(Kind kind, TrackPublication publication) {
        if (outside != null) {
            tell(kind, room.info(), essentials(publication), publication.info());
        }
    }

    private static ParticipantInfo essentials(TrackPublication publication) {
        var owner = publication.owner();
        return ParticipantInfo.newBuilder()
                .setSid(owner.sid())
                .setIdentity(owner.identity())
                .setName(owner.name())
                .build();
    }

    private void tell(
            Kind kind,
            LivekitModels.Room info,
            @Nullable ParticipantInfo participant,
            @Nullable TrackInfo track) {
        if (outside != null) {
            outside.accept(new RoomEvent(kind, info, participant, track));
        }
    }
}
