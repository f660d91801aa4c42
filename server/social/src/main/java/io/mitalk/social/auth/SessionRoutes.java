package io.mitalk.social.auth;

import io.javalin.http.Context;
import io.mitalk.db.Database;
import io.mitalk.http.Answer;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.util.List;
import java.util.UUID;

/** Thread-safe. An account's own sessions: seen and ended. */
final class SessionRoutes implements Routes {

    private final Database database;
    private final Sessions sessions;

    SessionRoutes(AuthParts parts) {
        this.database = parts.database();
        this.sessions = parts.sessions();
    }

    private record Listing(List<Sessions.Listed> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.authenticator(sessions).problems("auth", AuthProblems.ALL);
        table.get("/api/me/sessions", this::list);
        table.delete("/api/me/sessions/{id}", this::end);
        table.delete("/api/me/sessions", this::endOthers);
    }

    private void list(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        var account = visitor.known();
        List<Sessions.Listed> items =
                database.read(tx -> sessions.of(tx, account, visitor.sessionId()));
        Answer.json(context, 200, new Listing(items));
    }

    private void end(Context context) throws ProblemRaised {
        var account = RequestInfo.visitor(context).known();
        var session = id(context);
        boolean ended =
                database.<Boolean, RuntimeException>write(tx -> sessions.end(tx, account, session));
        if (!ended) {
            throw Problem.NOT_FOUND.raise();
        }
        Answer.done(context);
    }

    private void endOthers(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        var account = visitor.known();
        database.run(tx -> sessions.endAll(tx, account, visitor.sessionId()));
        Answer.done(context);
    }

    static UUID id(Context context) throws ProblemRaised {
        try {
            return UUID.fromString(context.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw Problem.NOT_FOUND.raise();
        }
    }
}
