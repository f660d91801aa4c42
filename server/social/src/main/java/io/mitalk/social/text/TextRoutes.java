package io.mitalk.social.text;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.util.List;

/** Thread-safe. {@code /api/rooms/{id}/text-turn} and {@code /text-turns}. */
final class TextRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 16 * 1024;

    private final TextTurns turns;

    TextRoutes(TextTurns turns) {
        this.turns = turns;
    }

    private record Typed(String text) {}

    private record Queued(double seconds) {}

    private record AllRead(List<TextTurns.Read> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("text", TextProblems.ALL);
        table.put("/api/rooms/{id}/text-turn", this::queue)
                .get("/api/rooms/{id}/text-turns", this::read);
    }

    private void queue(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var text = Body.read(context, Typed.class, MAX_BODY_BYTES).text();
        long ms = turns.queue(member, PathId.of(context, "id"), text);
        Answer.json(context, 200, new Queued(ms / 1_000.0));
    }

    private void read(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        Answer.json(context, 200, new AllRead(turns.read(visitor, PathId.of(context, "id"))));
    }
}
