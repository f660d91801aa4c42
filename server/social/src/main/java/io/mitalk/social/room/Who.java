package io.mitalk.social.room;

import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Somebody at a room's door.
 *
 * @param identity as the media plane names them; empty for a guest who was never let in anywhere
 * @param account null for a guest without one
 * @param member false for guests and for who waits for an invitation: both listen as guests
 */
record Who(String identity, @Nullable UUID account, boolean member) {

    /**
     * The person behind a request.
     *
     * @param guest identity of a guest, or the empty text
     * @throws ProblemRaised {@code suspended}
     */
    static Who of(Visitor visitor, String guest) throws ProblemRaised {
        visitor.refuseSuspended();
        var account = visitor.accountId();
        if (account == null) {
            return new Who(guest, null, false);
        }
        return new Who(account.toString(), account, visitor.isMember());
    }

    /** A member. */
    static Who member(UUID account) {
        return new Who(account.toString(), account, true);
    }

    /** Whoever goes by this id: a member, or a guest whom a pass put on a stage. */
    static Who named(UUID id) {
        return new Who(id.toString(), id, !Visiting.is(id));
    }

    RoomStore.Asker asker() {
        return new RoomStore.Asker(account, member);
    }
}
