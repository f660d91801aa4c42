package io.mitalk.social.question;

import io.mitalk.db.Tx;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.room.Visit;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Makes of rows what people see; who asked without a name is shown to who holds the handles only. */
final class QuestionViews {

    private static final double MS_PER_SECOND = 1_000;

    private final Accounts accounts;

    QuestionViews(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Immutable. Cards of people, with an empty one for who is not known any more. */
    record Faces(Map<UUID, PersonCard> cards) {

        PersonCard of(UUID account) {
            var card = cards.get(account);
            return card == null ? new PersonCard(account, "", "", null) : card;
        }
    }

    Faces faces(Tx tx, Set<UUID> people) {
        return new Faces(accounts.cards(tx, people));
    }

    /** Immutable. Who reads: {@code account} is null for a guest, {@code hosts} lets see who asked without a name. */
    record Reader(@Nullable UUID account, boolean hosts, Set<UUID> votedFor) {

        static Reader of(Tx tx, Visit visit) {
            var account = visit.account();
            return new Reader(
                    account,
                    visit.hosts(),
                    account == null
                            ? Set.of()
                            : QuestionStore.votedFor(tx, visit.room().id(), account));
        }

        @Nullable Boolean voted(Asked question) {
            return account == null ? null : votedFor.contains(question.id());
        }

        @Nullable Boolean asked(Asked question) {
            return account == null ? null : question.author().equals(account);
        }
    }

    /** A question as everybody may see it. */
    Question open(Tx tx, Asked asked) {
        var running = running(tx, asked);
        var people = new HashSet<UUID>();
        people.add(asked.author());
        if (running != null) {
            people.add(running.answerer());
        }
        return view(asked, running, faces(tx, people), null, tx.now());
    }

    /** Questions of one room as one reader sees them. */
    List<Question> forReader(Tx tx, List<Asked> questions, Visit visit) {
        var running = AnswerStore.running(tx, visit.room().id());
        var people = new HashSet<UUID>();
        questions.forEach(asked -> people.add(asked.author()));
        if (running != null) {
            people.add(running.answerer());
        }
        var faces = faces(tx, people);
        var reader = Reader.of(tx, visit);
        return questions.stream()
                .map(
                        asked ->
                                view(
                                        asked,
                                        asked.state() == Asked.State.ANSWERING ? running : null,
                                        faces,
                                        reader,
                                        tx.now()))
                .toList();
    }

    private static AnswerStore.@Nullable Row running(Tx tx, Asked asked) {
        return asked.state() == Asked.State.ANSWERING
                ? AnswerStore.running(tx, asked.room())
                : null;
    }

    /** Seconds of a recording. */
    static @Nullable Double seconds(@Nullable Integer ms) {
        return ms == null ? null : ms / MS_PER_SECOND;
    }

    private static Question view(
            Asked asked,
            AnswerStore.@Nullable Row running,
            Faces faces,
            @Nullable Reader reader,
            Instant now) {
        boolean named = !asked.nameless() || (reader != null && reader.hosts());
        return new Question(
                asked.id(),
                asked.state().word(),
                asked.body().isEmpty() ? null : asked.body(),
                asked.voice() == null
                        ? null
                        : "/api/rooms/" + asked.room() + "/questions/" + asked.id() + "/voice",
                seconds(asked.voiceMs()),
                asked.nameless(),
                named ? faces.of(asked.author()) : null,
                asked.askedAt(),
                asked.votes(),
                asked.weight(),
                now,
                running == null
                        ? null
                        : new Question.Answering(
                                faces.of(running.answerer()),
                                Objects.requireNonNull(running.began())),
                reader == null ? null : reader.voted(asked),
                reader == null ? null : reader.asked(asked));
    }
}
