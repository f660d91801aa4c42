package io.mitalk.social.question;

import io.mitalk.db.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The SQL of questions and of the votes on them. */
final class QuestionStore {

    private static final RowMapper<Asked> ASKED = ConstructorMapper.of(Asked.class);
    private static final double MS_PER_SECOND = 1_000;

    private static final String SELECT =
            """
            select q.*, coalesce(t.votes, 0) as votes, coalesce(t.weight, 0) as weight
            from question_question q
                left join question_tally(:room, make_interval(secs => :sameVoice)) t on t.question = q.id
            where q.room = :room
            """;

    private static final String ORDER = " order by weight desc, votes desc, q.asked_at, q.id";

    private QuestionStore() {}

    static void insert(Tx tx, Asked question) {
        tx.handle()
                .createUpdate(
                        """
                        insert into question_question
                            (id, room, author, nameless, body, voice, voice_ms, asked_at, state)
                        values (:id, :room, :author, :nameless, :body, :voice, :voiceMs, :at, 'open')
                        """)
                .bind("id", question.id())
                .bind("room", question.room())
                .bind("author", question.author())
                .bind("nameless", question.nameless())
                .bind("body", question.body())
                .bind("voice", question.voice())
                .bind("voiceMs", question.voiceMs())
                .bind("at", question.askedAt())
                .execute();
    }

    /** The question of a room, or null. */
    static @Nullable Asked find(Tx tx, UUID room, UUID id, Duration sameVoice) {
        return tx.handle()
                .createQuery(SELECT + " and q.id = :id")
                .bind("room", room)
                .bind("id", id)
                .bind("sameVoice", seconds(sameVoice))
                .map(ASKED)
                .findOne()
                .orElse(null);
    }

    /** Nobody else changes the question until the commit; read it after this. */
    static void lock(Tx tx, UUID id) {
        tx.handle()
                .createQuery("select id from question_question where id = :id for no key update")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne();
    }

    /** What waits in a room, the first to be answered first. */
    static List<Asked> waiting(Tx tx, UUID room, Duration sameVoice) {
        return many(tx, " and q.state in ('open', 'answering')", room, sameVoice);
    }

    /** Everything that a room was asked, the most wanted first; not what was dismissed. */
    static List<Asked> all(Tx tx, UUID room, Duration sameVoice) {
        return many(tx, " and q.state <> 'dismissed'", room, sameVoice);
    }

    private static List<Asked> many(Tx tx, String which, UUID room, Duration sameVoice) {
        return tx.handle()
                .createQuery(SELECT + which + ORDER)
                .bind("room", room)
                .bind("sameVoice", seconds(sameVoice))
                .map(ASKED)
                .list();
    }

    private static double seconds(Duration span) {
        return span.toMillis() / MS_PER_SECOND;
    }

    /**
     * Immutable. How many wait.
     *
     * @param own of them, those of one author
     */
    public record Count(int total, int own) {}

    static Count waiting(Tx tx, UUID room, UUID author) {
        return tx.handle()
                .createQuery(
                        """
                        select count(*) as total, count(*) filter (where author = :author) as own
                        from question_question where room = :room and state in ('open', 'answering')
                        """)
                .bind("room", room)
                .bind("author", author)
                .map(ConstructorMapper.of(Count.class))
                .one();
    }

    static int answered(Tx tx, UUID room) {
        return tx.handle()
                .createQuery(
                        "select count(*) from question_question where room = :room and state = 'answered'")
                .bind("room", room)
                .mapTo(Integer.class)
                .one();
    }

    static void become(Tx tx, UUID id, Asked.State state) {
        tx.handle()
                .createUpdate("update question_question set state = :state where id = :id")
                .bind("id", id)
                .bind("state", state.word())
                .execute();
    }

    /** Leaves a question for afterwards. */
    static void leave(Tx tx, UUID id, Instant until) {
        tx.handle()
                .createUpdate("update question_question set answer_until = :until where id = :id")
                .bind("id", id)
                .bind("until", until)
                .execute();
    }

    /** Notes that the author was told of an answer, and says whether that is new. */
    static boolean tell(Tx tx, UUID id) {
        return tx.handle()
                        .createUpdate(
                                "update question_question set told = true where id = :id and not told")
                        .bind("id", id)
                        .execute()
                == 1;
    }

    static void delete(Tx tx, UUID id) {
        tx.handle()
                .createUpdate("delete from question_question where id = :id")
                .bind("id", id)
                .execute();
    }

    static void vote(Tx tx, Asked question, UUID voter, UUID branch) {
        tx.handle()
                .createUpdate(
                        """
                        insert into question_vote (question, room, account, branch, at)
                        values (:question, :room, :voter, :branch, :now) on conflict do nothing
                        """)
                .bind("question", question.id())
                .bind("room", question.room())
                .bind("voter", voter)
                .bind("branch", branch)
                .bind("now", tx.now())
                .execute();
    }

    static void takeBack(Tx tx, UUID question, UUID voter) {
        tx.handle()
                .createUpdate(
                        "delete from question_vote where question = :question and account = :voter")
                .bind("question", question)
                .bind("voter", voter)
                .execute();
    }

    /** The questions of a room that somebody voted for. */
    static Set<UUID> votedFor(Tx tx, UUID room, UUID voter) {
        return tx.handle()
                .createQuery(
                        "select question from question_vote where room = :room and account = :voter")
                .bind("room", room)
                .bind("voter", voter)
                .mapTo(UUID.class)
                .set();
    }

    /** Those of the recordings that questions, answers and notes still name. */
    static Set<String> voices(Tx tx, Set<String> blobs) {
        return tx.handle()
                .createQuery(
                        """
                        select voice from question_question where voice = any(:blobs)
                        union select voice from question_answer where voice = any(:blobs)
                        union select voice from question_note where voice = any(:blobs)
                        """)
                .bindArray("blobs", String.class, blobs.toArray())
                .mapTo(String.class)
                .set();
    }
}
