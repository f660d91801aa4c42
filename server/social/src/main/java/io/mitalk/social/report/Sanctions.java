package io.mitalk.social.report;

import io.mitalk.db.Deadlines;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.action.Action;
import io.mitalk.social.action.Actions;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Suspends accounts and lifts suspensions; a suspension with an end is lifted by a deadline. */
public final class Sanctions {

    private static final String EXPIRY = "report.suspension";

    private final Parts parts;

    /** What suspensions are made of. */
    public record Parts(Accounts accounts, Actions actions, Deadlines deadlines, Uuid7 ids) {}

    /** Made by the assembly, before the deadlines start. */
    public Sanctions(Parts parts) {
        this.parts = parts;
        parts.deadlines().on(EXPIRY, this::expire);
    }

    /**
     * Suspends an account, in the place of an earlier suspension that stands.
     *
     * @param reason shown to the suspended person
     * @param length how long, or null until somebody lifts it
     * @throws ProblemRaised {@code not-found}, {@code operator-protected}, {@code reason-missing}
     */
    public void suspend(
            Tx tx, UUID operator, UUID account, String reason, @Nullable Duration length)
            throws ProblemRaised {
        var target = parts.accounts().byId(tx, account);
        if (target == null) {
            throw Problem.NOT_FOUND.raise();
        }
        if (target.operator()) {
            throw ReportProblems.OPERATOR_PROTECTED.raise();
        }
        var checked = Action.reason(reason);
        var until = length == null ? null : tx.now().plus(length);
        replace(tx, account, operator);
        var sanction = new Sanction(parts.ids().next(), account, checked, operator, until);
        SanctionStore.add(tx, sanction);
        if (until != null) {
            parts.deadlines().set(tx, EXPIRY, sanction.id().toString(), until);
        }
        parts.accounts().suspend(tx, account, checked, until);
        parts.actions().write(tx, new Action(operator, "account-suspended", account, checked));
        tx.fact(new AccountSuspended(account));
    }

    /**
     * Lifts the suspension of an account before its time.
     *
     * @throws ProblemRaised {@code not-suspended}
     */
    public void lift(Tx tx, UUID operator, UUID account) throws ProblemRaised {
        if (!replace(tx, account, operator)) {
            throw ReportProblems.NOT_SUSPENDED.raise();
        }
        ended(tx, operator, account);
    }

    private void expire(Tx tx, String key) {
        var account = SanctionStore.standing(tx, UUID.fromString(key));
        if (account != null) {
            SanctionStore.lift(tx, account, null);
            ended(tx, null, account);
        }
    }

    private void ended(Tx tx, @Nullable UUID operator, UUID account) {
        parts.accounts().lift(tx, account);
        parts.actions().write(tx, new Action(operator, "suspension-lifted", account, ""));
        tx.fact(new SuspensionLifted(account));
    }

    /** Ends the suspension that stands, if there is one. */
    private boolean replace(Tx tx, UUID account, UUID operator) {
        var earlier = SanctionStore.lift(tx, account, operator);
        if (earlier != null) {
            parts.deadlines().cancel(tx, EXPIRY, earlier.toString());
        }
        return earlier != null;
    }
}
