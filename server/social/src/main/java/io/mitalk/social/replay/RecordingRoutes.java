package io.mitalk.social.replay;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.social.room.Guests;

/** Thread-safe. {@code /api/rooms/{id}/recording}. */
final class RecordingRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 1_000;

    private final Recordings recordings;

    RecordingRoutes(Recordings recordings) {
        this.recordings = recordings;
    }

    private record Running(boolean on) {}

    private record Consent(boolean agree) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("recording", RecordingProblems.ALL);
        table.get("/api/rooms/{id}/recording", this::view)
                .put("/api/rooms/{id}/recording", this::run)
                .put("/api/rooms/{id}/recording/consent", this::answer)
                .get("/api/rooms/{id}/recording/{track}", this::play);
    }

    private void view(Context context) throws ProblemRaised {
        Answer.json(context, 200, recordings.view(asker(context), PathId.of(context, "id")));
    }

    private void run(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var body = Body.read(context, Running.class, MAX_BODY_BYTES);
        recordings.run(member, PathId.of(context, "id"), body.on());
        Answer.done(context);
    }

    private void answer(Context context) throws ProblemRaised {
        var body = Body.read(context, Consent.class, MAX_BODY_BYTES);
        recordings.answer(asker(context), PathId.of(context, "id"), body.agree());
        Answer.done(context);
    }

    private static Recordings.Asker asker(Context context) {
        return new Recordings.Asker(RequestInfo.visitor(context), Guests.known(context));
    }

    private void play(Context context) throws ProblemRaised {
        var visitor = RequestInfo.welcome(context);
        var blob = recordings.blob(visitor, PathId.of(context, "id"), PathId.of(context, "track"));
        recordings.keeper().play(context, blob);
    }
}
