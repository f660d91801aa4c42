package io.mitalk.media.sfu;

/** Immutable. Who may get merged packets, which come later and cost less; never somebody who publishes. */
public enum MergePolicy {
    OFF,
    /** The audience: peers that the others do not see. */
    HIDDEN,
    /** Everybody who does not publish. */
    LISTENERS
}
