package io.mitalk.social.floor;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Immutable. Somebody's time to speak.
 *
 * @param offered whether it waits for the holder's own tap; nothing of theirs is heard before
 * @param borrowed whether the holder's seat came with the turn, and goes with it
 * @param written whether the room reads it, and nobody is heard
 * @param began when it was offered, or when the holder took it
 * @param endsAt when the time box is used up, or the offer lapses
 * @param extensions how often the audience has let it go on
 */
public record Turn(
        UUID holder,
        boolean offered,
        boolean borrowed,
        boolean written,
        Instant began,
        Instant endsAt,
        int extensions) {

    Turn extended(Duration more) {
        return new Turn(
                holder, offered, borrowed, written, began, endsAt.plus(more), extensions + 1);
    }

    /** How a turn came to its end; the word stands in the record of turns. */
    public enum End {
        /** The holder was done. */
        YIELDED,
        /** The time was over. */
        CUT,
        /** A moderator went on to the next. */
        SKIPPED,
        /** The holder left the stage or the room. */
        LEFT,
        /** The room's mode changed, or the room ended. */
        DROPPED
    }
}
