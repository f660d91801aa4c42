package io.mitalk.social.question;

import io.mitalk.social.account.PersonCard;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What a room was asked, the answered questions first in the order of their answers, and where each answer
 * can be heard.
 *
 * @param coverage votes on answered questions by all votes, 0 to 1; absent where nobody voted
 * @param answerUntil until when the questions that are left may be answered; absent while the room is open
 */
public record Ledger(
        @Nullable Double coverage,
        int votes,
        int answeredVotes,
        int asked,
        int answered,
        @Nullable Instant answerUntil,
        List<Line> items) {

    /**
     * Immutable. A question with its answers.
     *
     * @param left whether the room left it to its speakers
     * @param mayAnswer whether the reader may answer it now by a recording
     */
    public record Line(Question question, boolean left, boolean mayAnswer, List<Answer> answers) {}

    /**
     * Immutable. An answer.
     *
     * @param hat what the answerer spoke as
     * @param from seconds since the room went live, absent for a recording
     * @param to likewise; absent while it goes on
     * @param voiceUrl of an answer that was recorded afterwards
     */
    public record Answer(
            UUID id,
            PersonCard by,
            @Nullable String hat,
            Instant at,
            @Nullable Double from,
            @Nullable Double to,
            @Nullable String voiceUrl,
            @Nullable Double voiceSeconds) {}
}
