package io.mitalk.social.question;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Belongings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. What questions keep of an account: what it asked, voted for, answered and sent. With the account go
 * its recordings and notes, and its questions that nobody answered; a written question that was answered stays
 * with its answer.
 */
final class QuestionBelongings implements Belongings {

    private static final int MOST = 10_000;

    /** Immutable. What there is. */
    record Kept(List<Mine> asked, List<Voted> voted, List<Given> answered, List<Sent> notes) {}

    /** Immutable. A question of the account. */
    public record Mine(
            UUID room,
            String title,
            String text,
            @Nullable Integer voiceMs,
            boolean nameless,
            Instant askedAt,
            String state) {}

    /** Immutable. A vote of the account. */
    public record Voted(UUID room, UUID question, Instant at) {}

    /** Immutable. An answer of the account; {@code voiceMs} is of a recording. */
    public record Given(
            UUID room,
            UUID question,
            Instant at,
            @Nullable Instant ended,
            @Nullable Integer voiceMs) {}

    /** Immutable. A note that the account sent a stage. */
    public record Sent(UUID room, String text, @Nullable Integer voiceMs, Instant sentAt) {}

    @Override
    public String name() {
        return "questions";
    }

    @Override
    public Object export(Tx tx, UUID account) {
        return new Kept(
                list(
                        tx,
                        account,
                        """
                        select q.room, r.title, q.body as text, q.voice_ms, q.nameless, q.asked_at, q.state
                        from question_question q join room_room r on r.id = q.room
                        where q.author = :account order by q.asked_at desc limit :most
                        """,
                        Mine.class),
                list(
                        tx,
                        account,
                        """
                        select room, question, at from question_vote
                        where account = :account order by at desc limit :most
                        """,
                        Voted.class),
                list(
                        tx,
                        account,
                        """
                        select room, question, at, ended, voice_ms from question_answer
                        where answerer = :account order by at desc limit :most
                        """,
                        Given.class),
                list(
                        tx,
                        account,
                        """
                        select room, body as text, voice_ms, sent_at from question_note
                        where author = :account order by sent_at desc limit :most
                        """,
                        Sent.class));
    }

    private static <T> List<T> list(Tx tx, UUID account, String query, Class<T> type) {
        return tx.handle()
                .createQuery(query)
                .bind("account", account)
                .bind("most", MOST)
                .map(ConstructorMapper.of(type))
                .list();
    }

    @Override
    public void erase(Tx tx, UUID account) {
        for (var gone :
                List.of(
                        "delete from question_answer where answerer = :account and voice is not null",
                        "delete from question_note where author = :account",
                        "delete from question_question where author = :account and state = 'open'",
                        """
                        update question_question set voice = null, voice_ms = null
                        where author = :account and voice is not null
                        """)) {
            tx.handle().createUpdate(gone).bind("account", account).execute();
        }
    }
}
