package io.mitalk.social.objection;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.util.List;

/** Thread-safe. {@code /api/rooms/{id}/lifts}. */
final class ObjectionRoutes implements Routes {

    private final Objections objections;

    ObjectionRoutes(Objections objections) {
        this.objections = objections;
    }

    private record Listed(List<Objections.View> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("objection", ObjectionProblems.ALL);
        table.get("/api/rooms/{id}/lifts", this::list)
                .put("/api/rooms/{id}/lifts/{lift}/objection", context -> object(context, true))
                .delete(
                        "/api/rooms/{id}/lifts/{lift}/objection",
                        context -> object(context, false));
    }

    private void list(Context context) throws ProblemRaised {
        var visitor = RequestInfo.welcome(context);
        Answer.json(context, 200, new Listed(objections.of(visitor, PathId.of(context, "id"))));
    }

    private void object(Context context, boolean objects) throws ProblemRaised {
        var visitor = RequestInfo.welcome(context);
        objections.object(visitor, PathId.of(context, "id"), PathId.of(context, "lift"), objects);
        Answer.done(context);
    }
}
