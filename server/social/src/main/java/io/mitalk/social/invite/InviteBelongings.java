package io.mitalk.social.invite;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. What invitations keep of an account, for its export and its end. */
public final class InviteBelongings implements Belongings {

    private static final int EXPORTED = 100_000;

    private final Invitations invitations;

    /** Made by the assembly. */
    public InviteBelongings(Invitations invitations) {
        this.invitations = invitations;
    }

    private record Given(
            UUID id,
            String state,
            @Nullable UUID toAccount,
            @Nullable String toEmail,
            String reason,
            Instant createdAt,
            Instant expiresAt) {}

    private record Belonging(
            InvitationStore.@Nullable Edge cameBy,
            List<UUID> letIn,
            List<Given> given,
            List<CreditStore.Line> credits) {}

    @Override
    public String name() {
        return "invitations";
    }

    @Override
    public Object export(Tx tx, UUID account) {
        return new Belonging(
                InvitationStore.edge(tx, account),
                InvitationStore.letIn(tx, account, EXPORTED),
                InvitationStore.of(tx, account, EXPORTED).stream()
                        .map(InviteBelongings::given)
                        .toList(),
                CreditStore.ledger(tx, account, EXPORTED));
    }

    /** Open invitations end. Who was let in by whom, with the reason, stays: it is the invitee's history too. */
    @Override
    public void erase(Tx tx, UUID account) {
        invitations.forget(tx, account);
    }

    private static Given given(Invitation invitation) {
        var binding = invitation.binding();
        return new Given(
                invitation.id(),
                invitation.state().word(),
                binding instanceof Binding.ToReservation(var account) ? account : null,
                binding instanceof Binding.ToEmail(var email, var _) ? email : null,
                invitation.reason(),
                invitation.createdAt(),
                invitation.expiresAt());
    }
}
