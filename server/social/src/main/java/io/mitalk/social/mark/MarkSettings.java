package io.mitalk.social.mark;

import java.time.Duration;

/**
 * Immutable. The bounds and times of marks; each is a documented configuration key.
 *
 * @param reactionOnce within which the same reaction of one person counts once
 * @param reactionWindow of how long the counts are that everybody is told
 * @param flag how sources are asked for
 * @param merge how marks become lines of the minutes
 * @param marksMax marks of one person in one room
 * @param pinsMax pins of a room
 * @param files how large the pinned ones may be, and how long they stay
 * @param commentEvery how long one person waits between comments
 * @param catchUpAfter how long a room is on air before who comes is told what was
 */
public record MarkSettings(
        Duration reactionOnce,
        Duration reactionWindow,
        Flag flag,
        Merge merge,
        int marksMax,
        int pinsMax,
        Files files,
        Duration commentEvery,
        Duration catchUpAfter) {

    /**
     * Immutable. How sources are asked for.
     *
     * @param people who must ask
     * @param within how close together
     * @param quiet how long only the speaker knows
     */
    public record Flag(int people, Duration within, Duration quiet) {}

    /**
     * Immutable. Files that are pinned.
     *
     * @param bytes of one
     * @param roomBytes of all in one room together
     * @param keep how long after the room's end they are kept
     */
    public record Files(int bytes, long roomBytes, Duration keep) {}
}
