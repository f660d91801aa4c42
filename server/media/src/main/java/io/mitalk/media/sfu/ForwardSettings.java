package io.mitalk.media.sfu;

/**
 * Immutable. What is made of packets on their way to the receivers; each is a documented configuration key.
 *
 * @param merge who may get merged packets
 * @param mergeSpanMs how long a merged packet plays at most, and how long its first frame waits at most
 * @param mergeLossPercent a receiver that loses more than this gets single packets for a while
 */
public record ForwardSettings(MergePolicy merge, int mergeSpanMs, int mergeLossPercent) {

    /** The defaults of the keys. */
    public static ForwardSettings standard() {
        return new ForwardSettings(MergePolicy.HIDDEN, 60, 1);
    }
}
