package io.mitalk.social.auth;

import io.mitalk.db.Tx;
import io.mitalk.kit.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of one-time codes; the only writer of {@code auth_code}. */
final class CodeStore {

    private static final Duration KEPT = Duration.ofDays(2);

    private CodeStore() {}

    /** A request for a code, locked. */
    record Row(
            String email,
            @Nullable UUID account,
            Secret code,
            Instant expiresAt,
            int tries,
            boolean used) {}

    /** Until the commit nobody else counts or adds codes of this address. */
    static void lockAddress(Tx tx, String email) {
        tx.handle()
                .createQuery(
                        "select 1 from (select pg_advisory_xact_lock(hashtextextended(:email, 77))) locked")
                .bind("email", email)
                .mapTo(Integer.class)
                .one();
    }

    static int since(Tx tx, String email, Instant since) {
        return tx.handle()
                .createQuery(
                        "select count(*) from auth_code where email = :email and created_at > :since")
                .bind("email", email)
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    static void insert(Tx tx, UUID id, Row row) {
        tx.handle()
                .createUpdate("delete from auth_code where created_at < :before")
                .bind("before", tx.now().minus(KEPT))
                .execute();
        tx.handle()
                .createUpdate(
                        """
                        insert into auth_code (id, email, account, code, created_at, expires_at)
                        values (:id, :email, :account::uuid, :code, :now, :expires)
                        """)
                .bind("id", id)
                .bind("email", row.email())
                .bindByType("account", row.account(), UUID.class)
                .bind("code", row.code().reveal())
                .bind("now", tx.now())
                .bind("expires", row.expiresAt())
                .execute();
    }

    static @Nullable Row locked(Tx tx, UUID id) {
        return tx.handle()
                .createQuery(
                        """
                        select email, account, code, expires_at, tries, used_at is not null as used
                        from auth_code where id = :id for update
                        """)
                .bind("id", id)
                .map(
                        (row, _) ->
                                new Row(
                                        row.getString("email"),
                                        row.getObject("account", UUID.class),
                                        Secret.of(row.getString("code")),
                                        row.getTimestamp("expires_at").toInstant(),
                                        row.getInt("tries"),
                                        row.getBoolean("used")))
                .findOne()
                .orElse(null);
    }

    static void tried(Tx tx, UUID id, boolean right) {
        tx.handle()
                .createUpdate(
                        """
                        update auth_code set tries = tries + 1, used_at = case when :right then :now else used_at end
                        where id = :id
                        """)
                .bind("id", id)
                .bind("right", right)
                .bind("now", tx.now())
                .execute();
    }

    static void forget(Tx tx, UUID account) {
        tx.handle()
                .createUpdate("delete from auth_code where account = :account")
                .bind("account", account)
                .execute();
    }
}
