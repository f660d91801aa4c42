package io.mitalk.social.question;

import io.mitalk.social.account.PersonCard;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A question as clients see it.
 *
 * @param state {@code open}, {@code answering}, {@code answered}
 * @param text absent when it was spoken
 * @param voiceUrl where a spoken one can be heard
 * @param by who asked; absent for who asked without a name, unless the reader holds the handles of the room
 * @param votes people who voted for it
 * @param weight votes of which those of one branch of the invitations within a minute count once; this orders
 * @param countedAt when the votes were counted: of two counts the later one is true
 * @param answering who answers it now
 * @param voted whether the reader voted for it; only where there is a reader
 * @param mine whether the reader asked it; only where there is a reader
 */
public record Question(
        UUID id,
        String state,
        @Nullable String text,
        @Nullable String voiceUrl,
        @Nullable Double voiceSeconds,
        boolean nameless,
        @Nullable PersonCard by,
        Instant askedAt,
        int votes,
        int weight,
        Instant countedAt,
        @Nullable Answering answering,
        @Nullable Boolean voted,
        @Nullable Boolean mine) {

    /** Immutable. Who answers, and since when. */
    public record Answering(PersonCard by, Instant began) {}
}
