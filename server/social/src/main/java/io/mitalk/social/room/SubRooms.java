package io.mitalk.social.room;

import java.util.Map;
import java.util.Set;

/**
 * Immutable. Who of a room is in which of its sub-rooms: each hears only its own.
 *
 * @param of the sub-room of each identity that is in one, from 1
 * @param everywhere identities that are heard in the room and in all sub-rooms
 */
public record SubRooms(Map<String, Integer> of, Set<String> everywhere) {

    /** All are together. */
    public static final SubRooms NONE = new SubRooms(Map.of(), Set.of());

    public SubRooms {
        of = Map.copyOf(of);
        everywhere = Set.copyOf(everywhere);
    }

    /** The sub-room somebody is in, 0 for the room itself. */
    public int of(String identity) {
        return of.isEmpty() ? 0 : of.getOrDefault(identity, 0);
    }

    /** Whether the queue does not say whether they are heard: they talk in a sub-room, or to all. */
    boolean unbound(String identity) {
        return of(identity) > 0 || everywhere.contains(identity);
    }

    /** Whether what {@code speaker} says is for {@code listener}. */
    public boolean reaches(String speaker, String listener) {
        return of(speaker) == of(listener) || everywhere.contains(speaker);
    }
}
