package io.mitalk.social.room;

import io.mitalk.db.Tx;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of silences: {@code room_quiet}. */
final class QuietStore {

    private static final RowMapper<Silence> SILENCE = ConstructorMapper.of(Silence.class);

    private QuietStore() {}

    /**
     * The silence of a room.
     *
     * @param since when somebody spoke last, or the room went live or became one of two people
     * @param askedAt when the hosts were asked, null before
     * @param ended whether the room ended because of it
     */
    public record Silence(Instant since, @Nullable Instant askedAt, boolean ended) {}

    /** Null before the room went live. */
    static @Nullable Silence of(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select since, asked_at, ended from room_quiet where room = :room")
                .bind("room", room)
                .map(SILENCE)
                .findOne()
                .orElse(null);
    }

    static void open(Tx tx, UUID room, Instant since) {
        tx.handle()
                .createUpdate("insert into room_quiet (room, since) values (:room, :since)")
                .bind("room", room)
                .bind("since", since)
                .execute();
    }

    /** Counts from then on, and says whether the hosts had been asked; nothing in a room that was never live. */
    static boolean begin(Tx tx, UUID room, Instant since) {
        tx.handle()
                .createUpdate(
                        "update room_quiet set since = greatest(since, :since) where room = :room")
                .bind("room", room)
                .bind("since", since)
                .execute();
        return tx.handle()
                        .createUpdate(
                                """
                                update room_quiet set asked_at = null
                                where room = :room and asked_at is not null and asked_at <= since
                                """)
                        .bind("room", room)
                        .execute()
                == 1;
    }

    static void asked(Tx tx, UUID room) {
        tx.handle()
                .createUpdate("update room_quiet set asked_at = :now where room = :room")
                .bind("room", room)
                .bind("now", tx.now())
                .execute();
    }

    static void ended(Tx tx, UUID room) {
        tx.handle()
                .createUpdate("update room_quiet set ended = true where room = :room")
                .bind("room", room)
                .execute();
    }
}
