package io.mitalk.social.question;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A question's row, with its votes as they stand.
 *
 * @param body empty when it was spoken
 * @param voice the recording's name on the shelf
 * @param answerUntil until when it may be answered after the room, null unless it was left for that
 */
public record Asked(
        UUID id,
        UUID room,
        UUID author,
        boolean nameless,
        String body,
        @Nullable String voice,
        @Nullable Integer voiceMs,
        Instant askedAt,
        State state,
        @Nullable Instant answerUntil,
        boolean told,
        int votes,
        int weight) {

    /** Where a question is in its life. */
    public enum State {
        OPEN,
        ANSWERING,
        ANSWERED,
        /** Taken away by who holds the handles of the room. */
        DISMISSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it still waits for an answer, or for the end of one. */
    boolean waits() {
        return state == State.OPEN || state == State.ANSWERING;
    }
}
