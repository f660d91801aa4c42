package io.mitalk.social.mark;

import io.mitalk.db.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of marks, and what minutes read of the floor. */
final class MarkStore {

    private static final RowMapper<Mark> MARK =
            (row, _) -> {
                var due = row.getObject("due", LocalDate.class);
                return new Mark(
                        row.getObject("id", UUID.class),
                        row.getObject("account", UUID.class),
                        row.getObject("branch", UUID.class),
                        Mark.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getTimestamp("at").toInstant(),
                        row.getString("text"),
                        row.getString("who"),
                        due);
            };

    private MarkStore() {}

    /** When a room went on air, null when it did not yet. */
    static @Nullable Instant live(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        "select live_at from room_room where id = :room and live_at is not null")
                .bind("room", room)
                .mapTo(Instant.class)
                .findOne()
                .orElse(null);
    }

    static void insert(Tx tx, UUID room, Mark mark) {
        tx.handle()
                .createUpdate(
                        """
                        insert into mark_mark (id, room, account, branch, kind, at, text, who, due)
                        values (:id, :room, :account, :branch, :kind, :at, :text, :who, :due::date)
                        """)
                .bind("id", mark.id())
                .bind("room", room)
                .bind("account", mark.account())
                .bind("branch", mark.branch())
                .bind("kind", mark.kind().word())
                .bind("at", mark.at())
                .bind("text", mark.text())
                .bind("who", mark.who())
                .bindByType("due", mark.due(), LocalDate.class)
                .execute();
    }

    static @Nullable Mark find(Tx tx, UUID room, UUID id) {
        return tx.handle()
                .createQuery("select * from mark_mark where room = :room and id = :id")
                .bind("room", room)
                .bind("id", id)
                .map(MARK)
                .findOne()
                .orElse(null);
    }

    /** Keeps a mark's words. */
    static void word(Tx tx, Mark mark) {
        tx.handle()
                .createUpdate(
                        "update mark_mark set text = :text, who = :who, due = :due::date where id = :id")
                .bind("id", mark.id())
                .bind("text", mark.text())
                .bind("who", mark.who())
                .bindByType("due", mark.due(), LocalDate.class)
                .execute();
    }

    /** Takes one's own mark back, and says whether there was one. */
    static boolean remove(Tx tx, UUID room, UUID account, UUID id) {
        return tx.handle()
                        .createUpdate(
                                """
                                delete from mark_mark where room = :room and account = :account and id = :id
                                """)
                        .bind("room", room)
                        .bind("account", account)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    static int countOf(Tx tx, UUID room, UUID account) {
        return tx.handle()
                .createQuery(
                        "select count(*) from mark_mark where room = :room and account = :account")
                .bind("room", room)
                .bind("account", account)
                .mapTo(Integer.class)
                .one();
    }

    /** All marks of a room, the first one first. */
    static List<Mark> of(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select * from mark_mark where room = :room order by at, id")
                .bind("room", room)
                .map(MARK)
                .list();
    }

    /** Who spoke when: the turns that are over, and the one that runs. */
    static List<Spoken> turns(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select account, began, ended from floor_turn where room = :room
                        union all
                        select holder, began, null from floor_floor
                        where room = :room and holder is not null and not offered
                        order by 2
                        """)
                .bind("room", room)
                .map(
                        (row, _) -> {
                            var ended = row.getTimestamp("ended");
                            return new Spoken(
                                    row.getObject("account", UUID.class),
                                    row.getTimestamp("began").toInstant(),
                                    ended == null ? null : ended.toInstant());
                        })
                .list();
    }

    /** A turn that runs until {@code ended} if nobody ends it before. */
    record Turn(UUID account, Instant began, Instant ended) {}

    /** The running turn, null while nobody has one. */
    static @Nullable Turn turn(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select holder, began, ends_at from floor_floor
                        where room = :room and not offered and holder is not null
                        """)
                .bind("room", room)
                .map(
                        (row, _) ->
                                new Turn(
                                        row.getObject("holder", UUID.class),
                                        row.getTimestamp("began").toInstant(),
                                        row.getTimestamp("ends_at").toInstant()))
                .findOne()
                .orElse(null);
    }

    /** Who is on the stage with an open microphone, the earliest on it first. */
    static List<UUID> voices(Tx tx, UUID room, int most) {
        return tx.handle()
                .createQuery(
                        """
                        select account from room_seat where room = :room and mic_open and here and not muted
                        order by since, account limit :most
                        """)
                .bind("room", room)
                .bind("most", most)
                .mapTo(UUID.class)
                .list();
    }

    /** Something in words that began at an instant. */
    public record Told(String text, Instant began) {}

    /** The question that is being answered, null while none is or it was spoken. */
    static @Nullable Told question(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select q.body as text, a.began
                        from question_question q join question_answer a on a.question = q.id
                        where q.room = :room and q.state = 'answering' and a.began is not null and a.ended is null
                            and q.body <> ''
                        order by a.began desc limit 1
                        """)
                .bind("room", room)
                .map(ConstructorMapper.of(Told.class))
                .findOne()
                .orElse(null);
    }

    /**
     * A part of the agenda that runs.
     *
     * @param text the host's title for it, or the word of the format
     * @param ends when the next one begins by itself, null where it does not
     */
    public record Segment(String text, Instant began, @Nullable Instant ends) {}

    /** The part of the agenda that runs, null while none does. */
    static @Nullable Segment segment(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select s.part || s.title as text, s.began, w.ends_at as ends
                        from show_segment s join show_show w on w.room = s.room
                        where s.room = :room and s.began is not null and s.ended is null
                        """)
                .bind("room", room)
                .map(ConstructorMapper.of(Segment.class))
                .findOne()
                .orElse(null);
    }
}
