package io.mitalk.social.hat;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. What hats keep of an account: as what it spoke, and when. The words go with the account. */
public final class HatBelongings implements Belongings {

    private static final int MOST = 10_000;

    /** Immutable. A hat that the account wore. */
    public record Worn(
            UUID room,
            String kind,
            String words,
            String disclosure,
            Instant since,
            @Nullable Instant until) {}

    @Override
    public String name() {
        return "hats";
    }

    @Override
    public List<Worn> export(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select room, kind, words, disclosure, since, until from hat_hat
                        where account = :account order by since desc limit :most
                        """)
                .bind("account", account)
                .bind("most", MOST)
                .map(ConstructorMapper.of(Worn.class))
                .list();
    }

    @Override
    public void erase(Tx tx, UUID account) {
        tx.handle()
                .createUpdate(
                        "update hat_hat set words = '', disclosure = '' where account = :account")
                .bind("account", account)
                .execute();
    }
}
