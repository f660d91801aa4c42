package io.mitalk.social.auth;

import io.mitalk.db.Tx;
import io.mitalk.social.auth.passkey.Credential;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of passkeys; the only writer of {@code auth_passkey} and {@code auth_challenge}. */
final class PasskeyStore {

    private PasskeyStore() {}

    /** A passkey as its owner sees it. */
    record Listed(UUID id, String name, Instant createdAt, @Nullable Instant usedAt) {}

    /** A passkey that signs in. */
    record Known(UUID id, UUID account, Credential credential) {}

    /** What was asked, and of whom; of anybody when {@code account} is null. */
    record Challenge(String text, @Nullable UUID account) {}

    static void ask(Tx tx, UUID id, Challenge challenge, Duration lifetime) {
        tx.handle()
                .createUpdate("delete from auth_challenge where expires_at < :now")
                .bind("now", tx.now())
                .execute();
        tx.handle()
                .createUpdate(
                        """
                        insert into auth_challenge (id, challenge, account, expires_at)
                        values (:id, :challenge, :account::uuid, :expires)
                        """)
                .bind("id", id)
                .bind("challenge", challenge.text())
                .bindByType("account", challenge.account(), UUID.class)
                .bind("expires", tx.now().plus(lifetime))
                .execute();
    }

    /** The challenge, once; null when it is over. */
    static @Nullable Challenge answered(Tx tx, UUID id) {
        return tx.handle()
                .createQuery(
                        """
                        delete from auth_challenge where id = :id and expires_at > :now
                        returning challenge, account
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .map(
                        (row, _) ->
                                new Challenge(
                                        row.getString("challenge"),
                                        row.getObject("account", UUID.class)))
                .findOne()
                .orElse(null);
    }

    static List<Listed> of(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select id, name, created_at, used_at from auth_passkey where account = :account
                        order by created_at, id
                        """)
                .bind("account", account)
                .map((row, _) -> listed(row))
                .list();
    }

    static List<String> credentialIds(Tx tx, UUID account) {
        return tx.handle()
                .createQuery("select credential_id from auth_passkey where account = :account")
                .bind("account", account)
                .mapTo(String.class)
                .list();
    }

    /** Holds the account's row until the commit, so that its passkeys can be counted. */
    static int count(Tx tx, UUID account) {
        tx.handle()
                .createQuery("select id from account_account where id = :account for no key update")
                .bind("account", account)
                .mapTo(UUID.class)
                .one();
        return credentialIds(tx, account).size();
    }

    /** The passkey as it is listed from now on; null when the credential is somebody's already. */
    static @Nullable Listed insert(Tx tx, Known passkey, String name) {
        return tx.handle()
                .createQuery(
                        """
                        insert into auth_passkey
                            (id, account, credential_id, credential, counter, name, created_at)
                        values (:id, :account, :credentialId, :credential, :counter, :name, :now)
                        on conflict do nothing
                        returning id, name, created_at, used_at
                        """)
                .bind("id", passkey.id())
                .bind("account", passkey.account())
                .bind("credentialId", passkey.credential().id())
                .bind("credential", passkey.credential().data())
                .bind("counter", passkey.credential().counter())
                .bind("name", name)
                .bind("now", tx.now())
                .map((row, _) -> listed(row))
                .findOne()
                .orElse(null);
    }

    private static Listed listed(ResultSet row) throws SQLException {
        var used = row.getTimestamp("used_at");
        return new Listed(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getTimestamp("created_at").toInstant(),
                used == null ? null : used.toInstant());
    }

    static @Nullable Known locked(Tx tx, String credentialId) {
        return tx.handle()
                .createQuery(
                        """
                        select id, account, credential_id, credential, counter from auth_passkey
                        where credential_id = :credential for update
                        """)
                .bind("credential", credentialId)
                .map(
                        (row, _) ->
                                new Known(
                                        row.getObject("id", UUID.class),
                                        row.getObject("account", UUID.class),
                                        new Credential(
                                                row.getString("credential_id"),
                                                row.getString("credential"),
                                                row.getLong("counter"))))
                .findOne()
                .orElse(null);
    }

    static void used(Tx tx, UUID id, long counter) {
        tx.handle()
                .createUpdate(
                        "update auth_passkey set counter = :counter, used_at = :now where id = :id")
                .bind("id", id)
                .bind("counter", counter)
                .bind("now", tx.now())
                .execute();
    }

    static boolean remove(Tx tx, UUID account, UUID id) {
        return tx.handle()
                        .createUpdate(
                                "delete from auth_passkey where id = :id and account = :account")
                        .bind("id", id)
                        .bind("account", account)
                        .execute()
                > 0;
    }

    static void forget(Tx tx, UUID account) {
        tx.handle()
                .createUpdate("delete from auth_passkey where account = :account")
                .bind("account", account)
                .execute();
        tx.handle()
                .createUpdate("delete from auth_challenge where account = :account")
                .bind("account", account)
                .execute();
    }
}
