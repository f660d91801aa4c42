package io.mitalk.social.replay;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. One stretch of one voice.
 *
 * @param began when its first sound was heard
 * @param state {@code writing}, {@code kept}, {@code withdrawn} or {@code expired}
 * @param blob its sound, where it is kept
 */
public record Track(
        UUID id,
        UUID room,
        UUID account,
        Instant began,
        String state,
        long durationMs,
        @Nullable String blob) {}
