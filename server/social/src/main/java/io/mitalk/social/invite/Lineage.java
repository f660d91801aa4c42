package io.mitalk.social.invite;

import io.mitalk.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. How a member came in, and whom they let in.
 *
 * @param inviter null for who came by no invitation
 * @param reason what the inviter said publicly
 * @param joinedAt when the invitation was redeemed
 * @param letIn in the order of their coming
 */
public record Lineage(
        @Nullable UUID inviter,
        @Nullable String reason,
        @Nullable Instant joinedAt,
        List<UUID> letIn) {

    /** That of one account, with at most {@code max} of those it let in. */
    public static Lineage of(Tx tx, UUID account, int max) {
        var edge = InvitationStore.edge(tx, account);
        return new Lineage(
                edge == null ? null : edge.inviter(),
                edge == null ? null : edge.reason(),
                edge == null ? null : edge.at(),
                InvitationStore.letIn(tx, account, max));
    }
}
