package io.mitalk.http;

import io.javalin.http.Context;
import java.util.UUID;

/** Thread-safe. Ids in the paths of requests. */
public final class PathId {

    private static final int LENGTH = 36;

    private PathId() {}

    /**
     * The id that the path holds under {@code name}, in canonical text; what is none names nothing.
     *
     * @throws ProblemRaised {@code not-found}
     */
    public static UUID of(Context context, String name) throws ProblemRaised {
        String text = context.pathParam(name);
        try {
            if (text.length() == LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notAnId) {
            // Answered like an id that nobody has.
        }
        throw Problem.NOT_FOUND.raise();
    }
}
