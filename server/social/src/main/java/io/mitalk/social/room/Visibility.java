package io.mitalk.social.room;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import java.util.Arrays;
import java.util.Locale;

/** Immutable. For whom a room exists at all. */
public enum Visibility {
    /** Everybody who has the link, listening without an account included. */
    PUBLIC,
    /** Every member. */
    MEMBERS,
    /** Its host and who was let in. */
    PRIVATE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The visibility of that word.
     *
     * @throws ProblemRaised {@code bad-request}
     */
    static Visibility of(String word) throws ProblemRaised {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.BAD_REQUEST.raise().with("field", "visibility"));
    }
}
