package io.mitalk.app.bridge;

import io.mitalk.livekit.room.RoomKey;
import io.mitalk.livekit.token.Realm;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Immutable. How the application's rooms are called on the media plane: their id in canonical text. */
final class StageRooms {

    private StageRooms() {}

    static RoomKey key(UUID room) {
        return new RoomKey(Realm.APPLICATION, room.toString());
    }

    /** The id behind a name, or null when it is none of ours. */
    static @Nullable UUID id(String name) {
        try {
            var room = UUID.fromString(name);
            return room.toString().equals(name) ? room : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
