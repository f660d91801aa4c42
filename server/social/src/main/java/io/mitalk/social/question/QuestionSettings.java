package io.mitalk.social.question;

import java.time.Duration;

/**
 * Immutable. The bounds of questions; each is a documented configuration key.
 *
 * @param perMinute how often one person may ask
 * @param openOfOne questions of one person that wait at once
 * @param openOfRoom questions of one room that wait at once
 * @param characters of a question
 * @param recording bounds of recordings
 * @param left how many unanswered questions are left for the stage to answer when a room ends
 * @param answerWithin how long those may be answered
 * @param sameVoice votes of one branch of the invitations closer than this have one weight
 * @param notes bounds of notes to the stage
 */
public record QuestionSettings(
        int perMinute,
        int openOfOne,
        int openOfRoom,
        int characters,
        Recording recording,
        int left,
        Duration answerWithin,
        Duration sameVoice,
        NoteSettings notes) {

    /**
     * Immutable. The bounds of recordings.
     *
     * @param seconds of a question
     * @param answerSeconds of an answer
     * @param bytesPerSecond as they come from a browser
     */
    public record Recording(int seconds, int answerSeconds, int bytesPerSecond) {

        int bytes() {
            return seconds * bytesPerSecond;
        }

        int answerBytes() {
            return answerSeconds * bytesPerSecond;
        }
    }
}
