package io.mitalk.social.objection;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Thread-safe. Exceptions that an account made, and what it objected to; its words and objections go with it. */
public final class ObjectionBelongings implements Belongings {

    private static final int MOST = 10_000;

    /** Immutable. What there is. */
    record Kept(List<Made> lifts, List<Said> objections) {}

    /** Immutable. An exception that the account made. */
    public record Made(UUID room, String reason, Instant at) {}

    /** Immutable. An objection of the account. */
    public record Said(UUID room, UUID lift, Instant at) {}

    @Override
    public String name() {
        return "objections";
    }

    @Override
    public Object export(Tx tx, UUID account) {
        return new Kept(
                tx.handle()
                        .createQuery(
                                """
                                select room, reason, at from objection_lift
                                where by_account = :account order by at desc limit :most
                                """)
                        .bind("account", account)
                        .bind("most", MOST)
                        .map(ConstructorMapper.of(Made.class))
                        .list(),
                tx.handle()
                        .createQuery(
                                """
                                select l.room, o.lift, o.at from objection_objection o
                                join objection_lift l on l.id = o.lift
                                where o.account = :account order by o.at desc limit :most
                                """)
                        .bind("account", account)
                        .bind("most", MOST)
                        .map(ConstructorMapper.of(Said.class))
                        .list());
    }

    @Override
    public void erase(Tx tx, UUID account) {
        tx.handle()
                .createUpdate("update objection_lift set reason = '' where by_account = :account")
                .bind("account", account)
                .execute();
        tx.handle()
                .createUpdate("delete from objection_objection where account = :account")
                .bind("account", account)
                .execute();
    }
}
