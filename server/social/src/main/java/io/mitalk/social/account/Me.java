package io.mitalk.social.account;

import io.mitalk.http.Visitor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What an account's owner sees of it; nobody else does.
 *
 * @param state reserved, active or suspended
 * @param language zh or en
 * @param credits invitations that may still be made
 * @param introductionUrl where the voice introduction is heard
 * @param passkeys how many are enrolled
 * @param codeRequestId only in the answer to a reservation: what the mailed code belongs to
 */
public record Me(
        UUID id,
        String handle,
        String displayName,
        String state,
        String email,
        boolean emailConfirmed,
        String language,
        String about,
        boolean operator,
        int credits,
        @Nullable PersonCard inviter,
        @Nullable String introductionUrl,
        int passkeys,
        Instant createdAt,
        Visitor.@Nullable Suspension suspension,
        @Nullable UUID codeRequestId) {

    /** The same with the request that a mailed code belongs to. */
    public Me awaiting(UUID request) {
        return new Me(
                id,
                handle,
                displayName,
                state,
                email,
                emailConfirmed,
                language,
                about,
                operator,
                credits,
                inviter,
                introductionUrl,
                passkeys,
                createdAt,
                suspension,
                request);
    }
}
