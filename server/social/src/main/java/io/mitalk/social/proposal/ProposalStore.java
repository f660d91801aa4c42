package io.mitalk.social.proposal;

import io.mitalk.db.Tx;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of proposals. */
final class ProposalStore {

    private static final RowMapper<Row> ROW = ConstructorMapper.of(Row.class);

    private static final String SELECT =
            """
            select p.id, p.title, p.topic, t.title as topic_title, p.language, p.proposer, p.starts_at,
                p.needed, p.state, p.room,
                (select count(*) from proposal_interest i where i.proposal = p.id) as interested,
                exists (select 1 from proposal_interest i where i.proposal = p.id
                    and i.account = :account::uuid) as you_come
            from proposal_proposal p join topic_topic t on t.id = p.topic
            """;

    private static final String NOT_BLOCKED =
            """
             not exists (select 1 from graph_block b where
                (b.account = p.proposer and b.blocked = :account::uuid)
                or (b.account = :account::uuid and b.blocked = p.proposer))
            """;

    private ProposalStore() {}

    static void insert(Tx tx, Row proposal) {
        tx.handle()
                .createUpdate(
                        """
                        insert into proposal_proposal
                            (id, title, topic, language, proposer, starts_at, needed, state, created_at)
                        values (:id, :title, :topic, :language, :proposer, :startsAt, :needed, 'open', :now)
                        """)
                .bind("id", proposal.id())
                .bind("title", proposal.title())
                .bind("topic", proposal.topic())
                .bind("language", proposal.language())
                .bind("proposer", proposal.proposer())
                .bind("startsAt", proposal.startsAt())
                .bind("needed", proposal.needed())
                .bind("now", tx.now())
                .execute();
    }

    /** The proposal for somebody who may see it, or null. */
    static @Nullable Row seen(Tx tx, UUID id, UUID account) {
        return tx.handle()
                .createQuery(SELECT + " where p.id = :id and " + NOT_BLOCKED)
                .bind("id", id)
                .bind("account", account)
                .map(ROW)
                .findOne()
                .orElse(null);
    }

    /** Nobody else changes the proposal until the commit; read it after this. */
    static void lock(Tx tx, UUID id) {
        tx.handle()
                .createQuery("select id from proposal_proposal where id = :id for no key update")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne();
    }

    /** The proposal, whoever may see it, or null. */
    static @Nullable Row find(Tx tx, UUID id) {
        return tx.handle()
                .createQuery(SELECT + " where p.id = :id")
                .bind("id", id)
                .bindByType("account", null, UUID.class)
                .map(ROW)
                .findOne()
                .orElse(null);
    }

    /** What is to come, the soonest first, as a member may see it. */
    static List<Row> coming(Tx tx, UUID account, int limit) {
        return tx.handle()
                .createQuery(
                        SELECT
                                + " where p.state in ('open', 'set') and "
                                + NOT_BLOCKED
                                + " order by p.starts_at, p.id limit :limit")
                .bind("account", account)
                .bind("limit", limit)
                .map(ROW)
                .list();
    }

    static int comingOf(Tx tx, UUID proposer) {
        return tx.handle()
                .createQuery(
                        """
                        select count(*) from proposal_proposal
                        where proposer = :proposer and state in ('open', 'set')
                        """)
                .bind("proposer", proposer)
                .mapTo(Integer.class)
                .one();
    }

    static void become(Tx tx, UUID id, Row.State state, @Nullable UUID room) {
        tx.handle()
                .createUpdate(
                        "update proposal_proposal set state = :state, room = :room::uuid where id = :id")
                .bind("id", id)
                .bind("state", state.name().toLowerCase(Locale.ROOT))
                .bindByType("room", room, UUID.class)
                .execute();
    }

    static void come(Tx tx, UUID id, UUID account) {
        tx.handle()
                .createUpdate(
                        """
                        insert into proposal_interest (proposal, account, at) values (:id, :account, :now)
                        on conflict do nothing
                        """)
                .bind("id", id)
                .bind("account", account)
                .bind("now", tx.now())
                .execute();
    }

    static void stayAway(Tx tx, UUID id, UUID account) {
        tx.handle()
                .createUpdate(
                        "delete from proposal_interest where proposal = :id and account = :account")
                .bind("id", id)
                .bind("account", account)
                .execute();
    }

    /** Everybody who would come. */
    static List<UUID> interested(Tx tx, UUID id) {
        return tx.handle()
                .createQuery(
                        "select account from proposal_interest where proposal = :id order by account")
                .bind("id", id)
                .mapTo(UUID.class)
                .list();
    }

    /** Whether a member in good standing proposed it. */
    static boolean proposerStands(Tx tx, UUID proposer) {
        return tx.handle()
                .createQuery(
                        """
                        select exists (select 1 from account_account
                            where id = :id and state = 'active' and (suspended_reason is null
                                or (suspended_until is not null and suspended_until <= :now)))
                        """)
                .bind("id", proposer)
                .bind("now", tx.now())
                .mapTo(Boolean.class)
                .one();
    }
}
