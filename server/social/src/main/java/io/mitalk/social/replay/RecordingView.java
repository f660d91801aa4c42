package io.mitalk.social.replay;

import io.mitalk.social.account.PersonCard;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What can be heard of a room.
 *
 * @param state {@code none}, {@code on}, {@code off}, {@code full} when the disk had no room for more, {@code expired}
 * @param ready whether every track is whole
 * @param agreed what the asker said about being recorded, null: nothing
 */
record RecordingView(
        String state,
        boolean ready,
        @Nullable Boolean agreed,
        List<Heard> tracks,
        List<Turn> turns) {

    /**
     * Immutable. One stretch of one voice.
     *
     * @param second of the room at which it begins
     */
    record Heard(
            UUID id,
            PersonCard speaker,
            Instant began,
            double second,
            double seconds,
            String url) {}

    /** Immutable. Somebody had the floor. */
    record Turn(PersonCard speaker, double second, double seconds) {}
}
