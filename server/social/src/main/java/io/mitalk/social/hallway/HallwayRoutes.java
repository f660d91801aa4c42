package io.mitalk.social.hallway;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;

/** Thread-safe. {@code GET /api/hallway}. */
final class HallwayRoutes implements Routes {

    private final Hallway hallway;

    HallwayRoutes(Hallway hallway) {
        this.hallway = hallway;
    }

    @Override
    public void addTo(RouteTable table) {
        table.get("/api/hallway", this::view);
    }

    private void view(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        visitor.refuseSuspended();
        Answer.json(context, 200, hallway.view(visitor));
    }
}
