package io.mitalk.social.report;

import io.mitalk.db.Tx;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The table {@code report_sanction}. */
final class SanctionStore {

    private SanctionStore() {}

    /** False when one stands already. */
    static boolean add(Tx tx, Sanction sanction) {
        return tx.handle()
                        .createUpdate(
                                """
                                INSERT INTO report_sanction (id, account, reason, by, at, until)
                                VALUES (:id, :account, :reason, :by, :at, :until::timestamptz)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("id", sanction.id())
                        .bind("account", sanction.account())
                        .bind("reason", sanction.reason())
                        .bind("by", sanction.by())
                        .bind("at", tx.now())
                        .bind("until", sanction.until())
                        .execute()
                == 1;
    }

    /** The id of the suspension that stood until now, or null. */
    static @Nullable UUID lift(Tx tx, UUID account, @Nullable UUID by) {
        return tx.handle()
                .createQuery(
                        """
                        UPDATE report_sanction SET lifted_at = :now, lifted_by = :by::uuid
                        WHERE account = :account AND lifted_at IS NULL RETURNING id
                        """)
                .bind("account", account)
                .bind("now", tx.now())
                .bindByType("by", by, UUID.class)
                .mapTo(UUID.class)
                .findOne()
                .orElse(null);
    }

    /** Whose suspension stands under this id, or null when it has ended. */
    static @Nullable UUID standing(Tx tx, UUID id) {
        return tx.handle()
                .createQuery(
                        "SELECT account FROM report_sanction WHERE id = :id AND lifted_at IS NULL")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne()
                .orElse(null);
    }
}
