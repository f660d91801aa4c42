package io.mitalk.social.question;

import io.javalin.http.Context;
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

/** Thread-safe. {@code /api/rooms/{id}/notes}. */
final class NoteRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 8 * 1024;
    private static final Keeper.Refusals REFUSALS =
            new Keeper.Refusals(QuestionProblems.NOTE_INVALID, QuestionProblems.NOTE_INVALID);

    private final Notes notes;
    private final Keeper keeper;
    private final QuestionSettings.Recording bounds;

    NoteRoutes(Notes notes, Keeper keeper, QuestionSettings.Recording bounds) {
        this.notes = notes;
        this.keeper = keeper;
        this.bounds = bounds;
    }

    private record NoteBody(String text) {}

    private record Waiting(List<Note> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.get("/api/rooms/{id}/notes", this::waiting)
                .post("/api/rooms/{id}/notes", this::send)
                .post("/api/rooms/{id}/notes/spoken", this::speak)
                .delete("/api/rooms/{id}/notes/on-air", this::stop)
                .delete("/api/rooms/{id}/notes/{note}", this::dismiss)
                .put("/api/rooms/{id}/notes/{note}/on-air", this::air)
                .get("/api/rooms/{id}/notes/{note}/voice", this::hear);
    }

    private static UUID room(Context context) throws ProblemRaised {
        return PathId.of(context, "id");
    }

    private static UUID note(Context context) throws ProblemRaised {
        return PathId.of(context, "note");
    }

    private void waiting(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        Answer.json(context, 200, new Waiting(notes.waiting(visitor, room(context))));
    }

    private void send(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var text = Body.read(context, NoteBody.class, MAX_BODY_BYTES).text();
        Answer.json(context, 201, notes.send(member, room(context), text, null));
    }

    private void speak(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        var member = visitor.member();
        var room = room(context);
        notes.maySend(visitor, room);
        var voice = keeper.voice(Body.bytes(context, bounds.bytes()), bounds.seconds(), REFUSALS);
        Answer.json(context, 201, notes.send(member, room, "", voice));
    }

    private void air(Context context) throws ProblemRaised {
        notes.air(RequestInfo.visitor(context).member(), room(context), note(context));
        Answer.done(context);
    }

    private void stop(Context context) throws ProblemRaised {
        notes.stop(RequestInfo.visitor(context).member(), room(context));
        Answer.done(context);
    }

    private void dismiss(Context context) throws ProblemRaised {
        notes.dismiss(RequestInfo.visitor(context).member(), room(context), note(context));
        Answer.done(context);
    }

    private void hear(Context context) throws ProblemRaised {
        var visitor = RequestInfo.welcome(context);
        keeper.play(context, notes.voice(visitor, room(context), note(context)));
    }
}
