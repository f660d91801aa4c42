package io.mitalk.social.account;

import io.mitalk.http.Visitor;
import io.mitalk.kit.text.Language;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. A login: a reservation until somebody invites it, then a member.
 *
 * @param email normalised; null exactly for a tombstone
 * @param emailConfirmedAt when its owner showed to read that mailbox, or null
 * @param suspension in force at the time of reading, or null
 * @param introduction whether there is a voice introduction
 * @param version of the channel {@code account:<id>}
 */
public record Account(
        UUID id,
        String handle,
        String displayName,
        @Nullable String email,
        @Nullable Instant emailConfirmedAt,
        Language language,
        String about,
        State state,
        boolean operator,
        Visitor.@Nullable Suspension suspension,
        boolean introduction,
        long version,
        Instant createdAt) {

    /** How far an account has come. */
    public enum State {
        RESERVED,
        ACTIVE,
        DELETED
    }

    /** Its card. */
    public PersonCard card() {
        return new PersonCard(id, handle, displayName, null);
    }

    /** What it may do. */
    public Visitor.Standing standing() {
        if (suspension != null) {
            return Visitor.Standing.SUSPENDED;
        }
        return switch (state) {
            case RESERVED -> Visitor.Standing.RESERVED;
            case ACTIVE -> Visitor.Standing.ACTIVE;
            case DELETED -> Visitor.Standing.ANONYMOUS;
        };
    }
}
