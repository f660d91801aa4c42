package io.mitalk.social.graph;

import io.mitalk.db.Tx;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Thread-safe. The table {@code graph_block}. */
final class BlockStore {

    private BlockStore() {}

    /** Whether it was not there before. */
    static boolean add(Tx tx, UUID by, UUID whom) {
        return tx.handle()
                        .createUpdate(
                                """
                                INSERT INTO graph_block (account, blocked, at) VALUES (:by, :whom, :at)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("by", by)
                        .bind("whom", whom)
                        .bind("at", tx.now())
                        .execute()
                == 1;
    }

    /** Whether it was there before. */
    static boolean remove(Tx tx, UUID by, UUID whom) {
        return tx.handle()
                        .createUpdate(
                                "DELETE FROM graph_block WHERE account = :by AND blocked = :whom")
                        .bind("by", by)
                        .bind("whom", whom)
                        .execute()
                == 1;
    }

    /** In both directions. */
    static void erase(Tx tx, UUID account) {
        tx.handle()
                .createUpdate(
                        "DELETE FROM graph_block WHERE account = :account OR blocked = :account")
                .bind("account", account)
                .execute();
    }

    static int count(Tx tx, UUID by) {
        return tx.handle()
                .createQuery("SELECT count(*) FROM graph_block WHERE account = :by")
                .bind("by", by)
                .mapTo(Integer.class)
                .one();
    }

    static boolean has(Tx tx, UUID by, UUID whom) {
        return tx.handle()
                .createQuery(
                        """
                        SELECT EXISTS (SELECT FROM graph_block WHERE account = :by AND blocked = :whom)
                        """)
                .bind("by", by)
                .bind("whom", whom)
                .mapTo(Boolean.class)
                .one();
    }

    static boolean between(Tx tx, UUID a, UUID b) {
        return tx.handle()
                .createQuery(
                        """
                        SELECT EXISTS (
                            SELECT FROM graph_block
                            WHERE (account = :a AND blocked = :b) OR (account = :b AND blocked = :a))
                        """)
                .bind("a", a)
                .bind("b", b)
                .mapTo(Boolean.class)
                .one();
    }

    static Set<UUID> around(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        SELECT blocked FROM graph_block WHERE account = :account
                        UNION SELECT account FROM graph_block WHERE blocked = :account
                        """)
                .bind("account", account)
                .mapTo(UUID.class)
                .set();
    }

    /** The newest first. */
    static List<UUID> of(Tx tx, UUID by) {
        return tx.handle()
                .createQuery(
                        "SELECT blocked FROM graph_block WHERE account = :by ORDER BY at DESC, blocked")
                .bind("by", by)
                .mapTo(UUID.class)
                .list();
    }
}
