package io.mitalk.social.question;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.social.keep.Keeper;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/rooms/{id}/questions} and {@code /answers}. */
final class QuestionRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 8 * 1024;
    private static final Keeper.Refusals REFUSALS =
            new Keeper.Refusals(QuestionProblems.INVALID, QuestionProblems.INVALID);

    private final Questions questions;
    private final Answers answers;
    private final QuestionSettings settings;

    QuestionRoutes(Questions questions, Answers answers, QuestionSettings settings) {
        this.questions = questions;
        this.answers = answers;
        this.settings = settings;
    }

    private record AskBody(String text, boolean nameless) {}

    private record BeginBody(@Nullable UUID accountId) {}

    private record EndBody(boolean answered) {}

    private record Waiting(List<Question> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("question", QuestionProblems.ALL);
        table.get("/api/rooms/{id}/questions", this::waiting)
                .post("/api/rooms/{id}/questions", this::ask)
                .post("/api/rooms/{id}/questions/spoken", this::speak)
                .delete("/api/rooms/{id}/questions/{question}", this::takeAway)
                .get("/api/rooms/{id}/questions/{question}/voice", this::hear)
                .put("/api/rooms/{id}/questions/{question}/vote", voting(true))
                .delete("/api/rooms/{id}/questions/{question}/vote", voting(false))
                .put("/api/rooms/{id}/questions/{question}/answer", this::begin)
                .delete("/api/rooms/{id}/questions/{question}/answer", this::end)
                .put("/api/rooms/{id}/questions/{question}/recording", this::record)
                .get("/api/rooms/{id}/answers", this::ledger)
                .get("/api/rooms/{id}/answers/{answer}/voice", this::hearAnswer);
    }

    private static UUID room(Context context) throws ProblemRaised {
        return PathId.of(context, "id");
    }

    private static UUID question(Context context) throws ProblemRaised {
        return PathId.of(context, "question");
    }

    private void waiting(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        Answer.json(context, 200, new Waiting(questions.waiting(visitor, room(context))));
    }

    private void ask(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var body = Body.read(context, AskBody.class, MAX_BODY_BYTES);
        var wish = new Wish(body.text(), null, body.nameless());
        Answer.json(context, 201, questions.ask(member, room(context), wish));
    }

    /** A voice says whose it is: nobody asks aloud without a name. */
    private void speak(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        var member = visitor.member();
        var room = room(context);
        questions.mayAsk(visitor, room);
        var bounds = settings.recording();
        var voice =
                questions
                        .keeper()
                        .voice(Body.bytes(context, bounds.bytes()), bounds.seconds(), REFUSALS);
        Answer.json(context, 201, questions.ask(member, room, new Wish("", voice, false)));
    }

    private void takeAway(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        questions.takeAway(member, room(context), question(context));
        Answer.done(context);
    }

    private void hear(Context context) throws ProblemRaised {
        var visitor = RequestInfo.welcome(context);
        var voice = questions.voice(visitor, room(context), question(context));
        questions.keeper().play(context, voice);
    }

    private Handler voting(boolean up) {
        return context -> {
            var visitor = RequestInfo.visitor(context);
            visitor.member();
            questions.vote(visitor, room(context), question(context), up);
            Answer.done(context);
        };
    }

    private void begin(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var body = Body.read(context, BeginBody.class, MAX_BODY_BYTES);
        answers.begin(member, room(context), question(context), body.accountId());
        Answer.done(context);
    }

    private void end(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var body = Body.read(context, EndBody.class, MAX_BODY_BYTES);
        answers.end(member, room(context), question(context), body.answered());
        Answer.done(context);
    }

    private void record(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        visitor.member();
        var room = room(context);
        var question = question(context);
        answers.mayRecord(visitor, room, question);
        var bounds = settings.recording();
        byte[] recording = Body.bytes(context, bounds.answerBytes());
        var voice = questions.keeper().voice(recording, bounds.answerSeconds(), REFUSALS);
        answers.record(visitor, room, question, voice);
        Answer.done(context);
    }

    private void ledger(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        Answer.json(context, 200, answers.ledger(visitor, room(context)));
    }

    private void hearAnswer(Context context) throws ProblemRaised {
        var visitor = RequestInfo.welcome(context);
        var voice = answers.voice(visitor, room(context), PathId.of(context, "answer"));
        questions.keeper().play(context, voice);
    }
}
