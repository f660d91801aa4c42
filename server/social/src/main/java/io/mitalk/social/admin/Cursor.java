package io.mitalk.social.admin;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Immutable. Where the next page of a list goes on: after the row of this time and id. */
record Cursor(Instant at, UUID id) {

    /** Later than any row. */
    static final Cursor START =
            new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1L, -1L));

    /**
     * What {@link #text} wrote; the start when there is none.
     *
     * @throws ProblemRaised {@code bad-request}
     */
    static Cursor parse(@Nullable String text) throws ProblemRaised {
        if (text == null || text.isEmpty()) {
            return START;
        }
        int separator = text.indexOf('_');
        try {
            return new Cursor(
                    Instant.parse(text.substring(0, Math.max(0, separator))),
                    UUID.fromString(text.substring(separator + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Problem.BAD_REQUEST.raise().with("field", "cursor");
        }
    }

    String text() {
        return at + "_" + id;
    }
}
