package io.mitalk.social.action;

import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.text.Prose;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Something that somebody with power did.
 *
 * @param actor the account that did it, or null when the server did so by itself or was told to on its command line
 * @param action kebab-case name in the past tense, such as {@code sign-in-link-made}
 * @param about the account, room, report or other thing it was done to, or null
 * @param reason what the actor gave as the reason, or the empty text where none is asked for; one line of at most 500
 *     characters
 */
public record Action(@Nullable UUID actor, String action, @Nullable UUID about, String reason) {

    private static final int MAX_REASON = 500;

    /**
     * The reason that somebody with power gave, made one line.
     *
     * @throws ProblemRaised {@code reason-missing} when it says nothing, {@code bad-request} above 500 characters
     */
    public static String reason(String typed) throws ProblemRaised {
        var reason = Prose.of(typed);
        int length = reason.length();
        if (length == 0) {
            throw ActionProblems.REASON_MISSING.raise();
        }
        if (length > MAX_REASON) {
            throw Problem.BAD_REQUEST.raise().with("field", "reason");
        }
        return reason.text();
    }
}
