package io.mitalk.social.replay;

import java.time.Instant;
import java.util.UUID;

/** Immutable. What the recorder tells, each track's in order. */
public sealed interface RecorderFact {

    /** The first sound of a track is there, heard at {@code at}. */
    record Began(UUID track, UUID room, String identity, Instant at) implements RecorderFact {}

    /** A track is whole, and its file waits. */
    record Ended(UUID track) implements RecorderFact {}

    /** There is no room on the disk, or it failed: every recording stopped. */
    record Stopped() implements RecorderFact {}
}
