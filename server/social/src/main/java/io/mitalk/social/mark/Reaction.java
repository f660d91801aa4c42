package io.mitalk.social.mark;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import java.util.Locale;

/** Immutable. What a listener says without a word. */
enum Reaction {
    AGREE,
    UNCLEAR,
    FASTER,
    /** Asks the speaker for a source; told to the speaker alone. */
    SOURCE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The reaction of this word.
     *
     * @throws ProblemRaised {@code bad-request}
     */
    static Reaction of(String word) throws ProblemRaised {
        for (var reaction : values()) {
            if (reaction.word().equals(word)) {
                return reaction;
            }
        }
        throw Problem.BAD_REQUEST.raise().with("field", "kind");
    }
}
