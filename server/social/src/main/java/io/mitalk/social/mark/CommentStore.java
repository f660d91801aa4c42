package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of comments. */
final class CommentStore {

    private static final RowMapper<Comment> COMMENT = ConstructorMapper.of(Comment.class);

    private CommentStore() {}

    static void insert(Tx tx, UUID room, Comment comment) {
        tx.handle()
                .createUpdate(
                        """
                        insert into mark_comment (id, room, account, text, at)
                        values (:id, :room, :account, :text, :at)
                        """)
                .bind("id", comment.id())
                .bind("room", room)
                .bind("account", comment.account())
                .bind("text", comment.text())
                .bind("at", comment.at())
                .execute();
    }

    /** When somebody last wrote in a room. */
    static @Nullable Instant last(Tx tx, UUID room, UUID account) {
        return tx.handle()
                .createQuery(
                        """
                        select at from mark_comment where account = :account and room = :room
                        order by at desc limit 1
                        """)
                .bind("room", room)
                .bind("account", account)
                .mapTo(Instant.class)
                .findOne()
                .orElse(null);
    }

    static @Nullable Comment find(Tx tx, UUID room, UUID id) {
        return tx.handle()
                .createQuery(
                        "select id, account, text, at from mark_comment where id = :id and room = :room")
                .bind("id", id)
                .bind("room", room)
                .map(COMMENT)
                .findOne()
                .orElse(null);
    }

    static void remove(Tx tx, UUID id) {
        tx.handle()
                .createUpdate("delete from mark_comment where id = :id")
                .bind("id", id)
                .execute();
    }

    /** The newest comments, the newest last. */
    static List<Comment> newest(Tx tx, UUID room, int most) {
        return tx.handle()
                .createQuery(
                        """
                        select id, account, text, at from mark_comment where room = :room
                        order by at desc, id desc limit :most
                        """)
                .bind("room", room)
                .bind("most", most)
                .map(COMMENT)
                .list()
                .reversed();
    }

    /** Comments from an instant on, the first one first, without those of people whom {@code reader} blocked. */
    static List<Comment> from(Tx tx, UUID room, Instant from, @Nullable UUID reader, int most) {
        return tx.handle()
                .createQuery(
                        """
                        select id, account, text, at from mark_comment c
                        where room = :room and at >= :from and not exists (
                            select 1 from graph_block b where b.account = :reader::uuid and b.blocked = c.account)
                        order by at, id limit :most
                        """)
                .bind("room", room)
                .bind("from", from)
                .bindByType("reader", reader, UUID.class)
                .bind("most", most)
                .map(COMMENT)
                .list();
    }
}
