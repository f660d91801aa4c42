package io.mitalk.social.show;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Thread-safe. What shows keep of an account: rooms whose card names it as who is asked or who asks, and its own
 * agendas. Neither outlives it.
 */
public final class ShowBelongings implements Belongings {

    private static final int MOST = 10_000;

    /** Immutable. A room that named the account. */
    public record Named(UUID room, boolean expert) {}

    /** Immutable. All of it. */
    public record Kept(List<Named> pairs, List<OwnAgenda> agendas) {}

    @Override
    public String name() {
        return "shows";
    }

    @Override
    public Kept export(Tx tx, UUID account) {
        return new Kept(pairs(tx, account), OwnAgendaStore.of(tx, account));
    }

    private static List<Named> pairs(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select room, expert = :account as expert from show_show
                        where expert = :account or interviewer = :account order by room limit :most
                        """)
                .bind("account", account)
                .bind("most", MOST)
                .map(ConstructorMapper.of(Named.class))
                .list();
    }

    @Override
    public void erase(Tx tx, UUID account) {
        tx.handle()
                .createUpdate(
                        """
                        update show_show set expert = nullif(expert, :account),
                            interviewer = nullif(interviewer, :account)
                        where expert = :account or interviewer = :account
                        """)
                .bind("account", account)
                .execute();
        OwnAgendaStore.dropAll(tx, account);
    }
}
