package io.mitalk.livekit.room;

import io.mitalk.livekit.token.Realm;
import livekit.LivekitModels;
import livekit.LivekitModels.Codec;

/**
 * Owned by the room's queue. What clients are told about a room. In rooms of personal links listeners count, although
 * nobody lists them; of a room of the application it tells the number itself, since a word to everybody for each who
 * joins would be too much.
 */
final class RoomInfo {

    private static final long MS_PER_SECOND = 1000;

    private RoomInfo() {}

    static LivekitModels.Room of(Room room, RoomTerms terms, String metadata) {
        int count = 0;
        int publishers = 0;
        boolean recorded = false;
        for (Participant participant : room.participants()) {
            boolean counts = room.key().realm() == Realm.LINK || !participant.hidden();
            count += counts && !participant.serves() ? 1 : 0;
            publishers += participant.publisher().active() ? 1 : 0;
            recorded |= participant.permissions().records();
        }
        return LivekitModels.Room.newBuilder()
                .setSid(room.sid())
                .setName(room.key().name())
                .setCreationTime(room.createdAtMs() / MS_PER_SECOND)
                .setCreationTimeMs(room.createdAtMs())
                .setEmptyTimeout((int) (terms.emptyTimeoutMs() / MS_PER_SECOND))
                .setDepartureTimeout((int) (terms.departureTimeoutMs() / MS_PER_SECOND))
                .setMaxParticipants(terms.maxParticipants())
                .setMetadata(metadata)
                .setActiveRecording(recorded)
                .setNumParticipants(count)
                .setNumPublishers(publishers)
                .addEnabledCodecs(Codec.newBuilder().setMime("audio/opus"))
                .build();
    }
}
