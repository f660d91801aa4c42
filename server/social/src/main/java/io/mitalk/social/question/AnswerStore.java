package io.mitalk.social.question;

import io.mitalk.db.Tx;
import io.mitalk.social.keep.Voice;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of answers. */
final class AnswerStore {

    private static final RowMapper<Row> ROW = ConstructorMapper.of(Row.class);

    private AnswerStore() {}

    /**
     * Immutable. An answer's row.
     *
     * @param began when it began in the room, null for one that was recorded afterwards
     * @param ended null while it goes on
     */
    public record Row(
            UUID id,
            UUID question,
            UUID answerer,
            @Nullable String hat,
            Instant at,
            @Nullable Instant began,
            @Nullable Instant ended,
            @Nullable String voice,
            @Nullable Integer voiceMs) {}

    /** Every answer of a room in the order of their coming. */
    static List<Row> all(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select * from question_answer where room = :room order by at, id")
                .bind("room", room)
                .map(ROW)
                .list();
    }

    static @Nullable Row find(Tx tx, UUID room, UUID id) {
        return tx.handle()
                .createQuery("select * from question_answer where room = :room and id = :id")
                .bind("room", room)
                .bind("id", id)
                .map(ROW)
                .findOne()
                .orElse(null);
    }

    /** The answer that goes on in a room, or null. */
    static @Nullable Row running(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        """
                        select * from question_answer
                        where room = :room and began is not null and ended is null
                        """)
                .bind("room", room)
                .map(ROW)
                .findOne()
                .orElse(null);
    }

    static void begin(Tx tx, UUID id, Asked question, UUID answerer) {
        tx.handle()
                .createUpdate(
                        """
                        insert into question_answer (id, question, room, answerer, at, began)
                        values (:id, :question, :room, :answerer, :now, :now)
                        """)
                .bind("id", id)
                .bind("question", question.id())
                .bind("room", question.room())
                .bind("answerer", answerer)
                .bind("now", tx.now())
                .execute();
    }

    static void end(Tx tx, UUID id) {
        tx.handle()
                .createUpdate(
                        "update question_answer set ended = greatest(began, :now) where id = :id")
                .bind("id", id)
                .bind("now", tx.now())
                .execute();
    }

    static void delete(Tx tx, UUID id) {
        tx.handle()
                .createUpdate("delete from question_answer where id = :id")
                .bind("id", id)
                .execute();
    }

    /** Keeps a recorded answer; a later one of the same person replaces it. */
    static void record(Tx tx, UUID id, Asked question, UUID answerer, Voice voice) {
        tx.handle()
                .createUpdate(
                        """
                        insert into question_answer (id, question, room, answerer, at, voice, voice_ms)
                        values (:id, :question, :room, :answerer, :now, :voice, :ms)
                        on conflict (question, answerer) where voice is not null
                            do update set at = :now, voice = :voice, voice_ms = :ms
                        """)
                .bind("id", id)
                .bind("question", question.id())
                .bind("room", question.room())
                .bind("answerer", answerer)
                .bind("now", tx.now())
                .bind("voice", voice.blob())
                .bind("ms", voice.durationMs())
                .execute();
    }

    /** Who has a seat on a room's stage, also after its end. */
    static List<UUID> stage(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        "select account from room_seat where room = :room order by since, account")
                .bind("room", room)
                .mapTo(UUID.class)
                .list();
    }

    /** Whose turn it is in a room, or null. */
    static @Nullable UUID speaker(Tx tx, UUID room) {
        return tx.handle()
                .createQuery("select holder from floor_floor where room = :room and not offered")
                .bind("room", room)
                .mapTo(UUID.class)
                .findOne()
                .orElse(null);
    }
}
