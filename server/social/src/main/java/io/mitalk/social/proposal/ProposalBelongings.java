package io.mitalk.social.proposal;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import io.mitalk.social.room.HallwayStale;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Thread-safe. What proposals keep of an account: its own, which lapse with it, and where it would have come. */
public final class ProposalBelongings implements Belongings {

    private static final int MOST = 10_000;

    /** Immutable. A proposal of the account, or one to which it would come. */
    public record Mine(UUID proposal, String title, Instant startsAt, String state, boolean own) {}

    @Override
    public String name() {
        return "proposals";
    }

    @Override
    public List<Mine> export(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select id as proposal, title, starts_at, state, proposer = :account as own
                        from proposal_proposal p
                        where proposer = :account or exists (select 1 from proposal_interest i
                            where i.proposal = p.id and i.account = :account)
                        order by starts_at desc limit :most
                        """)
                .bind("account", account)
                .bind("most", MOST)
                .map(ConstructorMapper.of(Mine.class))
                .list();
    }

    @Override
    public void erase(Tx tx, UUID account) {
        tx.handle()
                .createUpdate("delete from proposal_interest where account = :account")
                .bind("account", account)
                .execute();
        int lapsed =
                tx.handle()
                        .createUpdate(
                                """
                                update proposal_proposal set state = 'lapsed'
                                where proposer = :account and state in ('open', 'set')
                                """)
                        .bind("account", account)
                        .execute();
        if (lapsed > 0) {
            tx.fact(new HallwayStale());
        }
    }
}
