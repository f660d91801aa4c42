package io.mitalk.social.mark;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What somebody marked at an instant.
 *
 * @param branch of the invitations that they are of
 * @param text what was decided or is to be done, in their words; empty where they only pressed
 * @param who is to do it; empty where nobody is named or nothing is to be done
 * @param due the day by which, null where none is named
 */
record Mark(
        UUID id,
        UUID account,
        UUID branch,
        Kind kind,
        Instant at,
        String text,
        String who,
        @Nullable LocalDate due) {

    Mark worded(String what, String person, @Nullable LocalDate day) {
        return new Mark(id, account, branch, kind, at, what, person, day);
    }

    /** What a moment is worth being marked for. */
    enum Kind {
        DECISION,
        ACTION,
        USEFUL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The kind of this word.
         *
         * @throws ProblemRaised {@code bad-request}
         */
        static Kind of(String word) throws ProblemRaised {
            for (var kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw Problem.BAD_REQUEST.raise().with("field", "kind");
        }
    }
}
