package io.mitalk.media.sfu;

/**
 * Immutable. What is made of packets on their way to the receivers; each is a documented configuration key.
 *
 * @param merge who may get merged packets
 * @param mergeSpanMs how long a merged packet plays at most, and how long its first frame waits at most
 * @param mergeLossPercent a receiver that loses more than this gets single packets for a while
 * @param loudest how many microphones of a room are heard at once, 0 for all
 * @param loudestHoldMs how long somebody who falls silent keeps the place among them
 * @param redDepth how many earlier packets each brings along towards who understands that, 0 for none
 */
public record ForwardSettings(
        MergePolicy merge,
        int mergeSpanMs,
        int mergeLossPercent,
        int loudest,
        int loudestHoldMs,
        int redDepth) {

    /** The defaults of the keys. */
    public static ForwardSettings standard() {
        return new ForwardSettings(MergePolicy.HIDDEN, 60, 1, 3, 800, 2);
    }

    /** The same with another policy of merging. */
    ForwardSettings with(MergePolicy policy) {
        return new ForwardSettings(
                policy, mergeSpanMs, mergeLossPercent, loudest, loudestHoldMs, redDepth);
    }
}
