package io.mitalk.social.question;

import io.mitalk.social.account.PersonCard;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A note to the stage as those see it who may.
 *
 * @param text absent when it was spoken
 * @param airedAt when everybody began to see or hear it
 */
public record Note(
        UUID id,
        PersonCard by,
        @Nullable String text,
        @Nullable String voiceUrl,
        @Nullable Double voiceSeconds,
        Instant sentAt,
        @Nullable Instant airedAt) {}
