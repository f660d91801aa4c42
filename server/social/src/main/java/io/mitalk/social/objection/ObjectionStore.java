package io.mitalk.social.objection;

import io.mitalk.db.Tx;
import io.mitalk.social.floor.Branches;
import io.mitalk.social.floor.Waiting;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of objections. */
final class ObjectionStore {

    private static final RowMapper<Lift> LIFT = ConstructorMapper.of(Lift.class);

    private static final String SELECT =
            """
            select l.id, l.account, l.by_account, l.reason, l.at, l.report,
                (select count(distinct o.branch) from objection_objection o where o.lift = l.id)::int as voices,
                exists (select 1 from objection_objection o where o.lift = l.id and o.account = :asker::uuid) as mine
            from objection_lift l
            """;

    private ObjectionStore() {}

    static void add(Tx tx, UUID id, UUID room, UUID account, Waiting.Lift lift) {
        tx.handle()
                .createUpdate(
                        """
                        insert into objection_lift (id, room, account, by_account, reason, at)
                        values (:id, :room, :account, :by, :reason, :at)
                        """)
                .bind("id", id)
                .bind("room", room)
                .bind("account", account)
                .bind("by", lift.by())
                .bind("reason", lift.reason())
                .bind("at", lift.at())
                .execute();
    }

    /** The exceptions of a room, the latest first. */
    static List<Lift> of(Tx tx, UUID room, @Nullable UUID asker, int most) {
        return tx.handle()
                .createQuery(
                        SELECT + " where l.room = :room order by l.at desc, l.id desc limit :most")
                .bind("room", room)
                .bindByType("asker", asker, UUID.class)
                .bind("most", most)
                .map(LIFT)
                .list();
    }

    static @Nullable Lift find(Tx tx, UUID room, UUID id) {
        return tx.handle()
                .createQuery(SELECT + " where l.room = :room and l.id = :id")
                .bind("room", room)
                .bind("id", id)
                .bindByType("asker", null, UUID.class)
                .map(LIFT)
                .findOne()
                .orElse(null);
    }

    /** One after another from here to the commit: those who object at the same moment would not see each other. */
    static void lock(Tx tx, UUID id) {
        tx.handle()
                .createQuery("select id from objection_lift where id = :id for update")
                .bind("id", id)
                .mapTo(UUID.class)
                .one();
    }

    static void object(Tx tx, UUID id, UUID account) {
        tx.handle()
                .createUpdate(
                        """
                        insert into objection_objection (lift, account, branch, at)
                        values (:lift, :account, :branch, :now) on conflict do nothing
                        """)
                .bind("lift", id)
                .bind("account", account)
                .bind("branch", Branches.of(tx, account))
                .bind("now", tx.now())
                .execute();
    }

    static void takeBack(Tx tx, UUID id, UUID account) {
        tx.handle()
                .createUpdate(
                        "delete from objection_objection where lift = :lift and account = :account")
                .bind("lift", id)
                .bind("account", account)
                .execute();
    }

    static void reported(Tx tx, UUID id, UUID report) {
        tx.handle()
                .createUpdate("update objection_lift set report = :report where id = :id")
                .bind("id", id)
                .bind("report", report)
                .execute();
    }

    /**
     * How many voices object to an exception.
     *
     * @param count of the exceptions of its room
     */
    public record Voices(UUID id, int voices, int count) {}

    /** The same of the latest exceptions of a room. */
    static List<Voices> voices(Tx tx, UUID room, int most) {
        return tx.handle()
                .createQuery(
                        """
                        select l.id, (select count(distinct o.branch) from objection_objection o
                                where o.lift = l.id)::int as voices,
                            (count(*) over ())::int as count
                        from objection_lift l where l.room = :room order by l.at desc, l.id desc limit :most
                        """)
                .bind("room", room)
                .bind("most", most)
                .map(ConstructorMapper.of(Voices.class))
                .list();
    }
}
