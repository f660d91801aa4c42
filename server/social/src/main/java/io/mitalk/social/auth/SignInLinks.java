package io.mitalk.social.auth;

import io.mitalk.db.Tx;
import io.mitalk.kit.id.Randomness;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Links that sign one person in once; an operator makes them and hands them over. */
public final class SignInLinks {

    private final Duration lifetime;
    private final Randomness randomness;

    /** Links that are good for {@code lifetime}. */
    public SignInLinks(Duration lifetime, Randomness randomness) {
        this.lifetime = lifetime;
        this.randomness = randomness;
    }

    /** What stands after {@code /sign-in#}, and until when it is good. */
    public record Minted(String token, Instant expiresAt) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Minted[" + expiresAt + "]";
        }
    }

    /** A new link for the account; earlier ones end. The caller writes the operator's action down. */
    public Minted mint(Tx tx, UUID account) {
        String token = Tokens.next(randomness);
        var expiresAt = tx.now().plus(lifetime);
        tx.handle()
                .createUpdate(
                        "delete from auth_link where account = :account or expires_at <= :now")
                .bind("account", account)
                .bind("now", tx.now())
                .execute();
        tx.handle()
                .createUpdate(
                        """
                        insert into auth_link (hash, account, created_at, expires_at)
                        values (:hash, :account, :now, :expires)
                        """)
                .bind("hash", Tokens.hash(token))
                .bind("account", account)
                .bind("now", tx.now())
                .bind("expires", expiresAt)
                .execute();
        return new Minted(token, expiresAt);
    }

    /** The account that the link signs in, once; null when it is not good (any more). */
    @Nullable UUID redeem(Tx tx, String token) {
        return tx.handle()
                .createQuery(
                        "delete from auth_link where hash = :hash and expires_at > :now returning account")
                .bind("hash", Tokens.hash(token))
                .bind("now", tx.now())
                .mapTo(UUID.class)
                .findOne()
                .orElse(null);
    }

    static void forget(Tx tx, UUID account) {
        tx.handle()
                .createUpdate("delete from auth_link where account = :account")
                .bind("account", account)
                .execute();
    }
}
