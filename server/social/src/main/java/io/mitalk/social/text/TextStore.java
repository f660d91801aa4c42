package io.mitalk.social.text;

import io.mitalk.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of turns in writing. */
final class TextStore {

    private TextStore() {}

    static void put(Tx tx, UUID id, UUID room, TextTurn turn) {
        tx.handle()
                .createUpdate(
                        """
                        insert into text_turn (id, room, account, words, reading_ms, at)
                        values (:id, :room, :account, :words, :reading, :now)
                        on conflict (room, account) where began is null
                            do update set words = :words, reading_ms = :reading, at = :now
                        """)
                .bind("id", id)
                .bind("room", room)
                .bind("account", turn.account())
                .bind("words", turn.words())
                .bind("reading", turn.reading().toMillis())
                .bind("now", tx.now())
                .execute();
    }

    /** The text of somebody that waits, or null. */
    static @Nullable TextTurn waiting(Tx tx, UUID room, UUID account) {
        return find(tx, room, account, "began is null");
    }

    /** The text of somebody that the room reads now, or null. */
    static @Nullable TextTurn shown(Tx tx, UUID room, UUID account) {
        return find(tx, room, account, "began is not null and ended is null");
    }

    private static @Nullable TextTurn find(Tx tx, UUID room, UUID account, String state) {
        return tx.handle()
                .createQuery(
                        "select words, reading_ms from text_turn where room = :room and account = :account and "
                                + state)
                .bind("room", room)
                .bind("account", account)
                .map(
                        (row, _) ->
                                new TextTurn(
                                        account,
                                        row.getString("words"),
                                        Duration.ofMillis(row.getInt("reading_ms"))))
                .findOne()
                .orElse(null);
    }

    static void drop(Tx tx, UUID room, UUID account) {
        tx.handle()
                .createUpdate(
                        "delete from text_turn where room = :room and account = :account and began is null")
                .bind("room", room)
                .bind("account", account)
                .execute();
    }

    static void dropAll(Tx tx, UUID room) {
        tx.handle()
                .createUpdate("delete from text_turn where room = :room and began is null")
                .bind("room", room)
                .execute();
    }

    static void begin(Tx tx, UUID room, UUID account) {
        tx.handle()
                .createUpdate(
                        """
                        update text_turn set began = :now
                        where room = :room and account = :account and began is null
                        """)
                .bind("room", room)
                .bind("account", account)
                .bind("now", tx.now())
                .execute();
    }

    /** What was taken away before a reader was through counts for as long as it stood. */
    static void end(Tx tx, UUID room, UUID account) {
        tx.handle()
                .createUpdate(
                        """
                        update text_turn set ended = greatest(began, :now), reading_ms = greatest(1, least(reading_ms,
                            (extract(epoch from :now::timestamptz - began) * 1000)::int))
                        where room = :room and account = :account and began is not null and ended is null
                        """)
                .bind("room", room)
                .bind("account", account)
                .bind("now", tx.now())
                .execute();
    }

    /** What the room has read, in order. */
    public record Read(UUID account, String words, Instant began, int readingMs) {}

    static List<Read> read(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select account, words, began, reading_ms from text_turn
                        where room = :room and ended is not null and words <> '' order by began
                        """)
                .bind("room", room)
                .map(ConstructorMapper.of(Read.class))
                .list();
    }
}
