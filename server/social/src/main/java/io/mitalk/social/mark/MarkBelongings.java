package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Thread-safe. What marks keep of an account. Comments, reactions and pinned files go with it; marks, links and numbers
 * stay in the minutes that others rely on, under an id that says nothing.
 */
public final class MarkBelongings implements Belongings {

    private static final int MOST = 10_000;

    /** Immutable. Something that the account left on a room's time: a mark, a pin, a comment or a reaction. */
    public record Left(UUID room, String what, String text, Instant at) {}

    @Override
    public String name() {
        return "marks";
    }

    @Override
    public List<Left> export(Tx tx, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select room, kind as what, concat_ws(' ', text, who, due) as text, at
                        from mark_mark where account = :account
                        union all
                        select room, 'pin', concat_ws(' ', text, url, file_name), at
                        from mark_pin where account = :account
                        union all
                        select room, 'comment', text, at from mark_comment where account = :account
                        union all
                        select room, 'reaction', kind, at from mark_reaction where account = :account
                        order by at desc limit :most
                        """)
                .bind("account", account)
                .bind("most", MOST)
                .map(ConstructorMapper.of(Left.class))
                .list();
    }

    @Override
    public void erase(Tx tx, UUID account) {
        tx.handle()
                .createUpdate("delete from mark_pin where account = :account and kind = 'file'")
                .bind("account", account)
                .execute();
        for (var table : List.of("mark_comment", "mark_reaction")) {
            tx.handle()
                    .createUpdate("delete from <table> where account = :account")
                    .define("table", table)
                    .bind("account", account)
                    .execute();
        }
    }
}
