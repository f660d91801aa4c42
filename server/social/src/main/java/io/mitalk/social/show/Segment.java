package io.mitalk.social.show;

import io.mitalk.social.floor.FloorMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A part of a room's time.
 *
 * @param part what the format calls it; empty for what a host made up
 * @param title the host's words, empty where the format has a name
 * @param mode by which rule the floor goes round meanwhile
 * @param box length of a turn
 * @param planned how long it is to be
 * @param began null before
 * @param ended null before its end
 */
record Segment(
        int place,
        String part,
        String title,
        FloorMode mode,
        Duration box,
        Duration planned,
        @Nullable Instant began,
        @Nullable Instant ended) {

    /** One of a template, not in a room yet. */
    static Segment of(String part, FloorMode mode, int boxSeconds, int plannedSeconds) {
        return new Segment(
                0,
                part,
                "",
                mode,
                Duration.ofSeconds(boxSeconds),
                Duration.ofSeconds(plannedSeconds),
                null,
                null);
    }

    boolean running() {
        return began != null && ended == null;
    }

    Segment at(int other) {
        return new Segment(other, part, title, mode, box, planned, began, ended);
    }

    Segment began(Instant now) {
        return new Segment(place, part, title, mode, box, planned, now, null);
    }

    Segment ended(Instant now) {
        return new Segment(place, part, title, mode, box, planned, began, now);
    }

    /** How long it took, or has taken until {@code now}; nothing before it began. */
    Duration actual(Instant now) {
        if (began == null) {
            return Duration.ZERO;
        }
        return Duration.between(began, ended == null ? now : ended);
    }
}
