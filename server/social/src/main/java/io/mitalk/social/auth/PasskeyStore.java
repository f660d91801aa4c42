package io.mitalk.social.auth;

import io.mitalk.db.Tx;
import java.util.UUID;

/** Thread-safe. The SQL of passkeys; the only writer of {@code auth_passkey} and {@code auth_challenge}. */
final class PasskeyStore {

    private PasskeyStore() {}

    static void forget(Tx tx, UUID account) {
        tx.handle()
                .createUpdate("delete from auth_passkey where account = :account")
                .bind("account", account)
                .execute();
    }
}
