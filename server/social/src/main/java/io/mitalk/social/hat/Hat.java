package io.mitalk.social.hat;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import java.util.Arrays;
import java.util.Locale;

/**
 * Immutable. As what somebody speaks.
 *
 * @param words what they declare to be; empty for a personal view
 * @param disclosure what listeners should know of their interests; empty for nothing
 */
public record Hat(Kind kind, String words, String disclosure) {

    /** How far it goes. */
    public enum Kind {
        /** For nobody but oneself. */
        PERSONAL,
        /** By one's own word, which nobody has checked. */
        DECLARED;

        /** The word of the API and of the table. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) throws ProblemRaised {
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> Problem.BAD_REQUEST.raise().with("field", "kind"));
        }
    }
}
