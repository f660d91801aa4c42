package io.mitalk.social.question;

import io.mitalk.db.Tx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of notes to the stage. */
final class NoteStore {

    private static final RowMapper<Row> ROW = ConstructorMapper.of(Row.class);

    private NoteStore() {}

    /** Immutable. A note's row; its state is {@code waiting}, {@code on-air}, {@code aired} or {@code dismissed}. */
    public record Row(
            UUID id,
            UUID room,
            UUID author,
            String body,
            @Nullable String voice,
            @Nullable Integer voiceMs,
            Instant sentAt,
            String state,
            @Nullable Instant airedAt) {

        boolean waits() {
            return state.equals("waiting");
        }

        /** Whether everybody in the room may read or hear it. */
        boolean open() {
            return airedAt != null;
        }
    }

    static void insert(Tx tx, Row note) {
        tx.handle()
                .createUpdate(
                        """
                        insert into question_note (id, room, author, body, voice, voice_ms, sent_at, state)
                        values (:id, :room, :author, :body, :voice, :voiceMs, :at, 'waiting')
                        """)
                .bind("id", note.id())
                .bind("room", note.room())
                .bind("author", note.author())
                .bind("body", note.body())
                .bind("voice", note.voice())
                .bind("voiceMs", note.voiceMs())
                .bind("at", note.sentAt())
                .execute();
    }

    static @Nullable Row find(Tx tx, UUID room, UUID id) {
        return tx.handle()
                .createQuery(
                        """
                        select * from question_note where room = :room and id = :id and state <> 'dismissed'
                        """)
                .bind("room", room)
                .bind("id", id)
                .map(ROW)
                .findOne()
                .orElse(null);
    }

    /** The notes of a room in one state, the earliest first. */
    static List<Row> in(Tx tx, UUID room, String state) {
        return tx.handle()
                .createQuery(
                        """
                        select * from question_note where room = :room and state = :state order by sent_at, id
                        """)
                .bind("room", room)
                .bind("state", state)
                .map(ROW)
                .list();
    }

    static QuestionStore.Count waiting(Tx tx, UUID room, UUID author) {
        return tx.handle()
                .createQuery(
                        """
                        select count(*) as total, count(*) filter (where author = :author) as own
                        from question_note where room = :room and state = 'waiting'
                        """)
                .bind("room", room)
                .bind("author", author)
                .map(ConstructorMapper.of(QuestionStore.Count.class))
                .one();
    }

    static void become(Tx tx, UUID id, String state, @Nullable Instant airedAt) {
        tx.handle()
                .createUpdate(
                        """
                        update question_note set state = :state, aired_at = :at::timestamptz where id = :id
                        """)
                .bind("id", id)
                .bind("state", state)
                .bindByType("at", airedAt, Instant.class)
                .execute();
    }
}
