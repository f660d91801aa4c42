package io.mitalk.social.invite;

import io.mitalk.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The tables {@code invite_purse} and {@code invite_credit}. */
final class CreditStore {

    private CreditStore() {}

    /**
     * Immutable. A row of the ledger.
     *
     * @param about whom the invitation was for or let in, where it has an account
     */
    record Line(Instant at, int change, String rule, @Nullable UUID about) {}

    /** Makes a purse with its first line where there is none yet. */
    static void openPurse(Tx tx, UUID account, int balance, String rule) {
        tx.handle()
                .createUpdate(
                        """
                        WITH made AS (
                            INSERT INTO invite_purse (account, balance) VALUES (:account, :balance)
                            ON CONFLICT DO NOTHING RETURNING account, balance)
                        INSERT INTO invite_credit (account, at, change, rule)
                        SELECT account, :now, balance, :rule FROM made
                        """)
                .bind("account", account)
                .bind("balance", balance)
                .bind("now", tx.now())
                .bind("rule", rule)
                .execute();
    }

    static int balance(Tx tx, UUID account) {
        return tx.handle()
                .createQuery("SELECT balance FROM invite_purse WHERE account = :account")
                .bind("account", account)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    /** Takes one where there is one: the row's lock makes those who spend at once wait for each other. */
    static boolean spendOne(Tx tx, UUID account) {
        return tx.handle()
                        .createUpdate(
                                """
                                UPDATE invite_purse SET balance = balance - 1
                                WHERE account = :account AND balance > 0
                                """)
                        .bind("account", account)
                        .execute()
                == 1;
    }

    static void move(Tx tx, UUID account, int change) {
        tx.handle()
                .createUpdate(
                        "UPDATE invite_purse SET balance = balance + :change WHERE account = :account")
                .bind("account", account)
                .bind("change", change)
                .execute();
    }

    static void add(Tx tx, Credits.Entry entry) {
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO invite_credit (account, at, change, rule, invitation)
                        VALUES (:account, :at, :change, :rule, :invitation)
                        """)
                .bind("account", entry.account())
                .bind("at", tx.now())
                .bind("change", entry.change())
                .bind("rule", entry.rule())
                .bind("invitation", entry.invitation())
                .execute();
    }

    static List<Line> ledger(Tx tx, UUID account, int max) {
        return tx.handle()
                .createQuery(
                        """
                        SELECT c.at, c.change, c.rule, i.account AS about
                        FROM invite_credit c LEFT JOIN invite_invitation i
                            ON i.id = c.invitation AND (i.to_account IS NOT NULL OR i.state = 'redeemed')
                        WHERE c.account = :account
                        ORDER BY c.number DESC LIMIT :max
                        """)
                .bind("account", account)
                .bind("max", max)
                .map(
                        (row, _) ->
                                new Line(
                                        row.getTimestamp("at").toInstant(),
                                        row.getInt("change"),
                                        row.getString("rule"),
                                        row.getObject("about", UUID.class)))
                .list();
    }
}
