package io.mitalk.social.ping;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Thread-safe. What pings keep of an account: whom it called, and into which rooms it was called. */
public final class PingBelongings implements Belongings {

    private static final int MOST = 10_000;

    /** Immutable. A ping that the account sent, or got from somebody. */
    public record Sent(UUID room, Instant at, boolean own) {}

    @Override
    public String name() {
        return "pings";
    }

    @Override
    public List<Sent> export(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select room, at, by_account = :account as own from ping_ping
                        where account = :account or by_account = :account order by at desc limit :most
                        """)
                .bind("account", account)
                .bind("most", MOST)
                .map(ConstructorMapper.of(Sent.class))
                .list();
    }

    @Override
    public void erase(Tx tx, UUID account) {
        tx.handle()
                .createUpdate(
                        "delete from ping_ping where account = :account or by_account = :account")
                .bind("account", account)
                .execute();
    }
}
