package io.mitalk.social.room;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Immutable. What a room should be on the media plane, whole: whoever is not named here has no seat.
 *
 * @param room the room; its media room bears the id's canonical text as name
 * @param version the room's version, grows with every change of the room; greater wins
 * @param open false: everybody is sent away and the door is shut for ever
 * @param onAir false is backstage: seats hear each other, the audience hears nothing
 * @param seats who may publish and is listed to the others, by identity, with the least rights that a seat has; all
 *     others are audience: hidden, never publishing, counted
 * @param expelled identities that are removed and refused at the door, also with a valid token
 * @param audienceMax most people of the audience at once; the engine's own bound behind the database's
 * @param subRooms who is in which sub-room; nobody hears another one, and who is the loudest is decided in each
 */
public record StagePlan(
        UUID room,
        long version,
        boolean open,
        boolean onAir,
        Map<String, Seat> seats,
        Set<String> expelled,
        int audienceMax,
        SubRooms subRooms) {

    public StagePlan {
        seats = Map.copyOf(seats);
        expelled = Set.copyOf(expelled);
    }
}
