package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import io.mitalk.social.floor.Branches;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Thread-safe. The SQL of reactions. */
final class ReactionStore {

    private static final RowMapper<Beat> BEAT = ConstructorMapper.of(Beat.class);

    private static final String COUNTS =
            """
            count(*) filter (where kind = 'agree') as agree,
            count(*) filter (where kind = 'unclear') as unclear,
            count(*) filter (where kind = 'faster') as faster
            """;

    private ReactionStore() {}

    /** How many reacted at a second, or up to it. */
    public record Beat(long second, int agree, int unclear, int faster) {}

    /** Writes a reaction of several; false when the same one of each of them counts already in its slot. */
    static boolean react(
            Tx tx, UUID room, Collection<UUID> accounts, Reaction reaction, long slotMs) {
        var people = List.copyOf(accounts);
        var branches = Branches.of(tx, people);
        return tx.handle()
                        .createUpdate(
                                """
                                insert into mark_reaction (room, account, branch, kind, slot, at)
                                select :room, r.account, r.branch, :kind, :slot, :now
                                from unnest(:accounts, :branches) r (account, branch) on conflict do nothing
                                """)
                        .bind("room", room)
                        .bindArray("accounts", UUID.class, people.toArray())
                        .bindArray(
                                "branches",
                                UUID.class,
                                people.stream().map(branches::get).toArray())
                        .bind("kind", reaction.word())
                        .bind("slot", tx.now().toEpochMilli() / slotMs)
                        .bind("now", tx.now())
                        .execute()
                > 0;
    }

    /** The reactions since an instant, all together; sources are not among them. */
    static Beat since(Tx tx, UUID room, Instant since, long second) {
        return tx.handle()
                .createQuery(
                        "select :second::bigint as second, "
                                + COUNTS
                                + """
                                from mark_reaction where room = :room and at > :since and kind <> 'source'
                                """)
                .bind("room", room)
                .bind("since", since)
                .bind("second", second)
                .map(BEAT)
                .one();
    }

    /** The reactions second by second, without those at which nobody reacted. */
    static List<Beat> timeline(Tx tx, UUID room, Instant live) {
        return tx.handle()
                .createQuery(
                        "select floor(extract(epoch from at - :live))::bigint as second, "
                                + COUNTS
                                + """
                                from mark_reaction where room = :room and kind <> 'source'
                                group by 1 order by 1
                                """)
                .bind("room", room)
                .bind("live", live)
                .map(BEAT)
                .list();
    }
}
