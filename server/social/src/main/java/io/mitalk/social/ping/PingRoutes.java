package io.mitalk.social.ping;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;

/** Thread-safe. {@code /api/rooms/{id}/pings}. */
final class PingRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 1024;

    private final Pings pings;
    private final Database database;

    PingRoutes(Pings pings, Database database) {
        this.pings = pings;
        this.database = database;
    }

    private record PingBody(String handle) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("ping", PingProblems.ALL).post("/api/rooms/{id}/pings", this::send);
    }

    private void send(Context context) throws ProblemRaised {
        var visitor = RequestInfo.welcome(context);
        var room = PathId.of(context, "id");
        var handle = Body.read(context, PingBody.class, MAX_BODY_BYTES).handle();
        pings.take(visitor.member());
        database.<ProblemRaised>run(tx -> pings.send(tx, room, visitor, handle));
        Answer.done(context);
    }
}
