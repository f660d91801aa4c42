package io.mitalk.media.sfu;

import java.util.Locale;

/** Immutable. Who may get merged packets, which come later and cost less; never somebody who publishes. */
public enum MergePolicy {
    OFF,
    /** The audience: peers that the others do not see. */
    HIDDEN,
    /** Everybody who does not publish. */
    LISTENERS;

    /**
     * The policy with that name in lower case.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static MergePolicy of(String name) {
        for (var policy : values()) {
            if (policy.toString().equals(name)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("is not off, hidden or listeners");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
