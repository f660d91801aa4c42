package io.mitalk.media.overload;

import java.util.Locale;

/**
 * Immutable. What a worker that falls behind does without, in the order in which it is given up; each holds for all
 * that come before it too. Sound on stage is not among them.
 */
public enum Relief {
    /** Nothing is given up. */
    NONE,
    /** RTCP reports come a third as often, and times of speech are summed up later. */
    STATISTICS,
    /** It is not measured how well people are connected. */
    QUALITY,
    /** The audience gets longer packets where its clients take them: fewer, and later. */
    LONGER_PACKETS,
    /** Nobody new is let in. */
    JOINS;

    /** Whether {@code what} is given up now. */
    public boolean covers(Relief what) {
        return compareTo(what) >= 0;
    }

    Relief more() {
        return switch (this) {
            case NONE -> STATISTICS;
            case STATISTICS -> QUALITY;
            case QUALITY -> LONGER_PACKETS;
            case LONGER_PACKETS, JOINS -> JOINS;
        };
    }

    Relief less() {
        return switch (this) {
            case NONE, STATISTICS -> NONE;
            case QUALITY -> STATISTICS;
            case LONGER_PACKETS -> QUALITY;
            case JOINS -> LONGER_PACKETS;
        };
    }

    /** For logs and metrics, in kebab-case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
