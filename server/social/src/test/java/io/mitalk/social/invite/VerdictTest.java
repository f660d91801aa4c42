package io.mitalk.social.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class VerdictTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID INVITER = new UUID(0, 1);
    private static final UUID ANN = new UUID(0, 2);
    private static final UUID BEN = new UUID(0, 3);

    private static final Binding FOR_ANN = new Binding.ToReservation(ANN);
    private static final Binding MAILBOX = new Binding.ToEmail("ann@example.org", null);
    private static final Binding MAILBOX_OF_ANN = new Binding.ToEmail("ann@example.org", ANN);

    private static final Redeemer STRANGER = new Redeemer.Stranger();

    @Test
    @DisplayName("an invitation of a reservation lets in that reservation and nobody else")
    void reservation() {
        assertThat(verdict(FOR_ANN, new Redeemer.Reserved(ANN))).isEqualTo(new Verdict.LetsIn(ANN));
        assertThat(verdict(FOR_ANN, new Redeemer.Reserved(BEN)))
                .isEqualTo(new Verdict.ForAnother(true));
        assertThat(verdict(FOR_ANN, new Redeemer.Member(BEN)))
                .isEqualTo(new Verdict.ForAnother(true));
        assertThat(verdict(FOR_ANN, new Redeemer.Suspended(BEN)))
                .isEqualTo(new Verdict.ForAnother(true));
        assertThat(verdict(FOR_ANN, STRANGER)).isEqualTo(new Verdict.AsksWho());
    }

    @Test
    @DisplayName("an invitation of a mailbox is the first reservation's that opens it")
    void mailbox() {
        assertThat(verdict(MAILBOX, STRANGER))
                .isEqualTo(new Verdict.MakesAccount("ann@example.org"));
        assertThat(verdict(MAILBOX, new Redeemer.Reserved(BEN))).isEqualTo(new Verdict.LetsIn(BEN));
        assertThat(verdict(MAILBOX_OF_ANN, new Redeemer.Reserved(ANN)))
                .isEqualTo(new Verdict.LetsIn(ANN));
        assertThat(verdict(MAILBOX_OF_ANN, new Redeemer.Reserved(BEN)))
                .isEqualTo(new Verdict.ForAnother(true));
        assertThat(verdict(MAILBOX_OF_ANN, STRANGER)).isEqualTo(new Verdict.AsksWho());
    }

    @Test
    @DisplayName("trying one's own link is no misuse; being in already or suspended is said")
    void others() {
        assertThat(verdict(MAILBOX, new Redeemer.Member(INVITER)))
                .isEqualTo(new Verdict.ForAnother(false));
        assertThat(verdict(FOR_ANN, new Redeemer.Member(ANN))).isEqualTo(new Verdict.AlreadyIn());
        assertThat(verdict(FOR_ANN, new Redeemer.Suspended(ANN))).isEqualTo(new Verdict.Barred());
        assertThat(verdict(MAILBOX, new Redeemer.Suspended(ANN))).isEqualTo(new Verdict.Barred());
    }

    @Test
    @DisplayName(
            "used, revoked, expired and an inviter who is not active: nothing to redeem, for anybody")
    void invalid() {
        var ended =
                List.of(
                        invitation(
                                FOR_ANN,
                                new InvitationState.Redeemed(ANN, NOW),
                                NOW.plusSeconds(9)),
                        invitation(FOR_ANN, new InvitationState.Revoked(NOW), NOW.plusSeconds(9)),
                        invitation(FOR_ANN, new InvitationState.Expired(NOW), NOW.plusSeconds(9)),
                        invitation(FOR_ANN, new InvitationState.Open(), NOW));
        var redeemers =
                List.of(
                        STRANGER,
                        new Redeemer.Reserved(ANN),
                        new Redeemer.Member(ANN),
                        new Redeemer.Suspended(ANN));
        for (var redeemer : redeemers) {
            for (var invitation : ended) {
                assertThat(Verdict.of(invitation, true, redeemer, NOW))
                        .isEqualTo(new Verdict.Invalid());
            }
            assertThat(Verdict.of(open(FOR_ANN), false, redeemer, NOW))
                    .isEqualTo(new Verdict.Invalid());
        }
    }

    private static Verdict verdict(Binding binding, Redeemer redeemer) {
        return Verdict.of(open(binding), true, redeemer, NOW);
    }

    private static Invitation open(Binding binding) {
        return invitation(binding, new InvitationState.Open(), NOW.plusSeconds(1));
    }

    private static Invitation invitation(
            Binding binding, InvitationState state, Instant expiresAt) {
        return new Invitation(
                new UUID(0, 9),
                INVITER,
                binding,
                "She leads our team and speaks well",
                null,
                true,
                false,
                state,
                NOW.minusSeconds(60),
                expiresAt);
    }
}
