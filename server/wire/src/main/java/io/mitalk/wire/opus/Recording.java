package io.mitalk.wire.opus;

import java.util.List;

/** Immutable. What was found in a file that somebody recorded. */
public sealed interface Recording {

    /** Opus packets, checked one by one, without anything that stood between them. */
    record Opus(OpusHead head, List<byte[]> packets) implements Recording {}

    /** Nothing that we take. */
    record Flawed(Flaw flaw) implements Recording {}

    /** Why not. */
    enum Flaw {
        /** Neither Ogg nor WebM. */
        UNKNOWN_FORMAT,
        /** Broken, or cut off. */
        DAMAGED,
        /** No Opus, more than two channels, or several streams at once. */
        UNSUPPORTED,
        /** Not a moment of sound. */
        EMPTY,
        /** Longer than allowed. */
        TOO_LONG
    }
}
