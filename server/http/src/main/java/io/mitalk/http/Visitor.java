package io.mitalk.http;

import io.mitalk.kit.text.Language;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Who asks: an account through one of its sessions, or nobody that we know.
 *
 * @param accountId null exactly when the standing is {@link Standing#ANONYMOUS}
 * @param operator whether the account may operate this community
 * @param sessionId the session by which the account came, or null
 * @param language in which texts for this visitor are written
 */
public record Visitor(
        @Nullable UUID accountId,
        Standing standing,
        boolean operator,
        @Nullable UUID sessionId,
        Language language) {

    /** How far an account has come. */
    public enum Standing {
        ANONYMOUS,
        RESERVED,
        ACTIVE,
        SUSPENDED
    }

    /** Nobody that we know. */
    public static Visitor anonymous(Language language) {
        return new Visitor(null, Standing.ANONYMOUS, false, null, language);
    }
}
