package io.mitalk.livekit.room;

import java.util.Map;
import java.util.Set;

/**
 * Immutable. Who talks among themselves within a room.
 *
 * @param of the circle of each identity that is not in the first one, whose number is 0
 * @param everywhere who is heard in all circles
 */
public record Circles(Map<String, Integer> of, Set<String> everywhere) {

    /** Everybody hears everybody. */
    public static final Circles ONE = new Circles(Map.of(), Set.of());

    public Circles {
        of = Map.copyOf(of);
        everywhere = Set.copyOf(everywhere);
    }

    int of(String identity) {
        return of.isEmpty() ? 0 : of.getOrDefault(identity, 0);
    }

    /** Whether a word of {@code speaker} is for {@code listener}. */
    boolean reaches(String speaker, String listener) {
        return of.isEmpty() || of(speaker) == of(listener) || everywhere.contains(speaker);
    }

    /** Whether this listener hears the same people as before, all that spoke or may speak. */
    boolean same(Circles before, String listener, Set<String> speakers) {
        if (equals(before)) {
            return true;
        }
        for (String speaker : speakers) {
            if (reaches(speaker, listener) != before.reaches(speaker, listener)) {
                return false;
            }
        }
        return true;
    }
}
