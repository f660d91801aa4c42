package io.mitalk.social.question;

import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Visitor;
import io.mitalk.social.keep.Voice;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomEdit;
import io.mitalk.social.room.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. The verbs of answers: in the room, where whoever holds the handles marks when one begins and ends, and
 * afterwards by recordings of who was on the stage.
 */
final class Answers {

    private static final double MS_PER_SECOND = 1_000;

    private final QuestionSettings settings;
    private final Questions questions;

    Answers(QuestionSettings settings, Questions questions) {
        this.settings = settings;
        this.questions = questions;
    }

    /**
     * An answer begins; the one before it, if it still goes on, is over.
     *
     * @param answerer null for whose turn it is, else who asks for this
     * @throws ProblemRaised {@code not-moderator}, {@code room-not-live}, {@code question-closed}, {@code
     *     answerer-not-on-stage}
     */
    void begin(UUID member, UUID room, UUID question, @Nullable UUID answerer)
            throws ProblemRaised {
        change(
                member,
                room,
                "answer-began",
                (edit, visit) -> {
                    visit.mustHost();
                    if (edit.room().liveAt() == null) {
                        throw QuestionProblems.NOT_LIVE.raise();
                    }
                    var tx = edit.tx();
                    var asked = questions.require(tx, room, question);
                    if (asked.state() != Asked.State.OPEN) {
                        throw QuestionProblems.CLOSED.raise();
                    }
                    var who = answerer(tx, room, answerer, member);
                    var before = endRunning(edit);
                    AnswerStore.begin(tx, questions.parts().ids().next(), asked, who);
                    QuestionStore.become(tx, question, Asked.State.ANSWERING);
                    edit.log(member, "answer-began", question.toString(), who.toString());
                    if (before == null) {
                        questions.say(edit, question);
                    } else {
                        questions.say(edit, before, question);
                    }
                    return true;
                });
    }

    private static UUID answerer(Tx tx, UUID room, @Nullable UUID named, UUID member)
            throws ProblemRaised {
        var speaker = named == null ? AnswerStore.speaker(tx, room) : named;
        var who = speaker == null ? member : speaker;
        if (!AnswerStore.stage(tx, room).contains(who)) {
            throw QuestionProblems.ANSWERER.raise();
        }
        return who;
    }

    /**
     * The answer that goes on is over.
     *
     * @param answered false when it was none: the question waits again as if nothing had been said
     * @throws ProblemRaised {@code not-moderator}, {@code question-closed}
     */
    void end(UUID member, UUID room, UUID question, boolean answered) throws ProblemRaised {
        change(
                member,
                room,
                answered ? "question-answered" : "answer-dropped",
                (edit, visit) -> {
                    visit.mustHost();
                    var running = AnswerStore.running(edit.tx(), room);
                    if (running == null || !running.question().equals(question)) {
                        throw QuestionProblems.CLOSED.raise();
                    }
                    if (answered) {
                        endRunning(edit);
                    } else {
                        AnswerStore.delete(edit.tx(), running.id());
                        QuestionStore.become(edit.tx(), question, Asked.State.OPEN);
                    }
                    edit.log(
                            member,
                            answered ? "question-answered" : "answer-dropped",
                            question.toString(),
                            null);
                    questions.say(edit, question);
                    return true;
                });
    }

    /** Ends the answer that goes on; answers its question, or null when there was none. */
    private @Nullable UUID endRunning(RoomEdit edit) {
        var running = AnswerStore.running(edit.tx(), edit.id());
        if (running == null) {
            return null;
        }
        AnswerStore.end(edit.tx(), running.id());
        QuestionStore.become(edit.tx(), running.question(), Asked.State.ANSWERED);
        tell(edit.tx(), edit.room(), running.question(), running.began());
        return running.question();
    }

    /** The room is over: what is being said was an answer, and the most wanted of the rest is left to the speakers. */
    void roomEnded(RoomEdit edit) {
        var tx = edit.tx();
        endRunning(edit);
        if (edit.room().liveAt() == null) {
            return;
        }
        var until = tx.now().plus(settings.answerWithin());
        var left =
                QuestionStore.waiting(tx, edit.id(), questions.sameVoice()).stream()
                        .limit(settings.left())
                        .toList();
        left.forEach(asked -> QuestionStore.leave(tx, asked.id(), until));
        if (!left.isEmpty()) {
            var notice = new Left(edit.id(), edit.room().title(), left.size(), until);
            AnswerStore.stage(tx, edit.id())
                    .forEach(
                            speaker ->
                                    questions
                                            .parts()
                                            .notices()
                                            .tell(
                                                    tx,
                                                    speaker,
                                                    "questions-left",
                                                    edit.id(),
                                                    notice));
        }
    }

    /** Immutable. What a speaker is told of questions that were left. */
    private record Left(UUID roomId, String title, int count, Instant until) {}

    /** Immutable. What an author is told; {@code t} is the second of the room at which the answer begins. */
    private record Told(UUID roomId, String title, UUID questionId, @Nullable Long t) {}

    /** Tells the author once that there is an answer. */
    private void tell(Tx tx, Room room, UUID question, @Nullable Instant began) {
        if (!QuestionStore.tell(tx, question)) {
            return;
        }
        var asked = QuestionStore.find(tx, room.id(), question, questions.sameVoice());
        if (asked == null) {
            return;
        }
        var from = since(room, began);
        var told =
                new Told(
                        room.id(),
                        room.title(),
                        question,
                        from == null ? null : Math.max(0, Math.round(Math.floor(from))));
        questions.parts().notices().tell(tx, asked.author(), "question-answered", question, told);
    }

    private static @Nullable Double since(Room room, @Nullable Instant at) {
        var live = room.liveAt();
        return at == null || live == null
                ? null
                : Duration.between(live, at).toMillis() / MS_PER_SECOND;
    }

    /**
     * Refuses early who may not answer a question that was left.
     *
     * @throws ProblemRaised {@code not-on-stage}, {@code question-closed}
     */
    void mayRecord(Visitor visitor, UUID room, UUID question) throws ProblemRaised {
        questions
                .parts()
                .database()
                .<ProblemRaised>run(
                        tx -> {
                            var visit = questions.parts().rooms().visit(tx, room, visitor);
                            refuse(tx, visit, questions.require(tx, room, question));
                        });
    }

    private static void refuse(Tx tx, Visit visit, Asked asked) throws ProblemRaised {
        visit.mustBeOnStage();
        if (!left(tx, asked)) {
            throw QuestionProblems.CLOSED.raise();
        }
    }

    private static boolean left(Tx tx, Asked asked) {
        var until = asked.answerUntil();
        return until != null && tx.now().isBefore(until);
    }

    /** Adds a recording to a question that was left; a later one of the same person replaces it. */
    void record(Visitor visitor, UUID room, UUID question, Voice voice) throws ProblemRaised {
        questions
                .parts()
                .database()
                .<ProblemRaised>run(
                        tx -> {
                            var visit = questions.parts().rooms().visit(tx, room, visitor);
                            QuestionStore.lock(tx, question);
                            var asked = questions.require(tx, room, question);
                            refuse(tx, visit, asked);
                            AnswerStore.record(
                                    tx,
                                    questions.parts().ids().next(),
                                    asked,
                                    visitor.member(),
                                    voice);
                            QuestionStore.become(tx, question, Asked.State.ANSWERED);
                            tell(tx, visit.room(), question, null);
                        });
    }

    /** The recording of an answer. */
    String voice(Visitor visitor, UUID room, UUID answer) throws ProblemRaised {
        return questions
                .parts()
                .database()
                .<String, ProblemRaised>read(
                        tx -> {
                            questions.parts().rooms().visit(tx, room, visitor);
                            var row = AnswerStore.find(tx, room, answer);
                            if (row == null || row.voice() == null) {
                                throw Problem.NOT_FOUND.raise();
                            }
                            return row.voice();
                        });
    }

    /** The ledger of a room, ended or not, for one reader. */
    Ledger ledger(Visitor visitor, UUID room) throws ProblemRaised {
        return questions
                .parts()
                .database()
                .<Ledger, ProblemRaised>read(
                        tx -> {
                            var visit = questions.parts().rooms().visit(tx, room, visitor);
                            var all = QuestionStore.all(tx, room, questions.sameVoice());
                            return ledger(tx, visit, all);
                        });
    }

    private Ledger ledger(Tx tx, Visit visit, List<Asked> all) {
        var rows = AnswerStore.all(tx, visit.room().id());
        var people = new HashSet<UUID>();
        rows.forEach(row -> people.add(row.answerer()));
        var faces = questions.views().faces(tx, people);
        var answers =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        AnswerStore.Row::question,
                                        Collectors.mapping(
                                                row -> answer(visit.room(), row, faces),
                                                Collectors.toList())));
        var asked = all.stream().collect(Collectors.toMap(Asked::id, one -> one));
        var lines = new ArrayList<Ledger.Line>();
        for (var question : questions.views().forReader(tx, all, visit)) {
            var row = asked.get(question.id());
            boolean left = row != null && row.answerUntil() != null;
            boolean may = row != null && visit.onStage() && left(tx, row);
            lines.add(
                    new Ledger.Line(
                            question, left, may, answers.getOrDefault(question.id(), List.of())));
        }
        lines.sort(
                Comparator.<Ledger.Line, @Nullable Instant>comparing(
                        Answers::first, Comparator.nullsLast(Comparator.naturalOrder())));
        return summary(all, lines);
    }

    private static @Nullable Instant first(Ledger.Line line) {
        return line.answers().isEmpty() ? null : line.answers().getFirst().at();
    }

    private static Ledger summary(List<Asked> all, List<Ledger.Line> lines) {
        var service = Questions.service(all);
        int votes = service.votes();
        int answered =
                (int) all.stream().filter(asked -> asked.state() == Asked.State.ANSWERED).count();
        return new Ledger(
                votes == 0 ? null : (double) service.answeredVotes() / votes,
                votes,
                service.answeredVotes(),
                all.size(),
                answered,
                all.stream()
                        .map(Asked::answerUntil)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                lines);
    }

    private static Ledger.Answer answer(Room room, AnswerStore.Row row, QuestionViews.Faces faces) {
        return new Ledger.Answer(
                row.id(),
                faces.of(row.answerer()),
                row.hat(),
                row.at(),
                since(room, row.began()),
                since(room, row.ended()),
                row.voice() == null
                        ? null
                        : "/api/rooms/" + room.id() + "/answers/" + row.id() + "/voice",
                QuestionViews.seconds(row.voiceMs()));
    }

    @FunctionalInterface
    private interface Deed {
        boolean done(RoomEdit edit, Visit visit) throws ProblemRaised;
    }

    private void change(UUID member, UUID room, String type, Deed deed) throws ProblemRaised {
        questions
                .parts()
                .database()
                .<ProblemRaised>run(
                        tx ->
                                questions
                                        .parts()
                                        .rooms()
                                        .<Boolean>change(tx, member, room, type, deed::done));
    }
}
