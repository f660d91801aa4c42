package io.mitalk.social.invite;

import io.mitalk.db.Tx;
import java.util.List;
import java.util.UUID;

/**
 * Thread-safe. What invitations cost. Every change is a row of an append-only ledger with the rule that made it; the
 * balance beside it is the ledger's sum, and cannot fall below zero however many spend at once.
 */
final class Credits {

    private final int initial;

    Credits(int initial) {
        this.initial = initial;
    }

    /** Why a balance changed; the slug is stored and shown. */
    enum Rule {
        INITIAL("initial"),
        SPENT("spent"),
        RETURNED_REVOKED("returned-revoked"),
        RETURNED_EXPIRED("returned-expired"),
        RETURNED_LET_IN("returned-let-in-by-another"),
        FORFEITED("forfeited-tried-by-another");

        private final String slug;

        Rule(String slug) {
            this.slug = slug;
        }

        String slug() {
            return slug;
        }
    }

    /** Gives a member a purse with the initial credits, unless there is one. */
    void open(Tx tx, UUID member) {
        CreditStore.openPurse(tx, member, initial, Rule.INITIAL.slug());
    }

    /** The balance of a member, who has a purse from now on. */
    int balance(Tx tx, UUID member) {
        open(tx, member);
        return CreditStore.balance(tx, member);
    }

    /** Spends one; false when there is none. */
    boolean spend(Tx tx, UUID member, UUID invitation) {
        open(tx, member);
        if (!CreditStore.spendOne(tx, member)) {
            return false;
        }
        CreditStore.add(tx, new Entry(member, -1, Rule.SPENT.slug(), invitation));
        return true;
    }

    /** Ends the cost of an invitation that let nobody in: gives the credit back, or says why not. */
    void settle(Tx tx, Invitation invitation, Rule rule) {
        if (invitation.returnsCredit()) {
            change(tx, invitation.inviter(), 1, rule, invitation.id());
        } else if (invitation.charged()) {
            change(tx, invitation.inviter(), 0, Rule.FORFEITED, invitation.id());
        }
    }

    /** The newest changes of a balance. */
    List<CreditStore.Line> ledger(Tx tx, UUID member, int max) {
        return CreditStore.ledger(tx, member, max);
    }

    private void change(Tx tx, UUID member, int change, Rule rule, UUID invitation) {
        CreditStore.add(tx, new Entry(member, change, rule.slug(), invitation));
        CreditStore.move(tx, member, change);
    }

    /** Immutable. A row to be. */
    record Entry(UUID account, int change, String rule, UUID invitation) {}
}
