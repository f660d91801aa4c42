package io.mitalk.social.question;

import io.mitalk.http.Problem;
import java.util.List;

/** Immutable. Why questions refuse. */
final class QuestionProblems {

    static final Problem INVALID = new Problem("question-invalid", 400);
    static final Problem TOO_MANY = new Problem("too-many-questions", 409);
    static final Problem FULL = new Problem("questions-full", 409);
    static final Problem CLOSED = new Problem("question-closed", 409);
    static final Problem OWN = new Problem("own-question", 409);
    static final Problem NOTE_INVALID = new Problem("note-invalid", 400);
    static final Problem TOO_MANY_NOTES = new Problem("too-many-notes", 409);
    static final Problem NOT_LIVE = new Problem("room-not-live", 409);
    static final Problem ANSWERER = new Problem("answerer-not-on-stage", 409);

    static final List<Problem> ALL =
            List.of(
                    INVALID,
                    TOO_MANY,
                    FULL,
                    CLOSED,
                    OWN,
                    NOTE_INVALID,
                    TOO_MANY_NOTES,
                    NOT_LIVE,
                    ANSWERER);

    private QuestionProblems() {}
}
