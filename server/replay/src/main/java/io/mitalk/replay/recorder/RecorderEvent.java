package io.mitalk.replay.recorder;

import java.time.Instant;
import java.util.UUID;

/** Immutable. What the recorder tells of its tracks, each in order. */
public sealed interface RecorderEvent {

    /** The first sound of a track is there; {@code at} is when it was heard, second 0 of the file. */
    record Began(UUID track, Speaker speaker, Instant at) implements RecorderEvent {}

    /**
     * A track is whole; its file waits to be taken.
     *
     * @param durationMs how long it plays
     */
    record Ended(UUID track, long durationMs) implements RecorderEvent {}

    /** The disk is full or broken: every track ended where it was. */
    record Stopped() implements RecorderEvent {}
}
