package io.mitalk.social.hat;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;

/** Thread-safe. {@code /api/rooms/{id}/hat} and {@code /hats}. */
final class HatRoutes implements Routes {

    private static final int MAX_BODY_BYTES = 4 * 1024;

    private final Hats hats;

    HatRoutes(Hats hats) {
        this.hats = hats;
    }

    private record Requirement(boolean required) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("hat", HatProblems.ALL);
        table.put("/api/rooms/{id}/hat", this::wear)
                .delete("/api/rooms/{id}/hat", this::takeOff)
                .get("/api/rooms/{id}/hats", this::spans)
                .put("/api/rooms/{id}/hats", this::require);
    }

    private void spans(Context context) throws ProblemRaised {
        Answer.json(
                context, 200, hats.spans(RequestInfo.visitor(context), PathId.of(context, "id")));
    }

    private void wear(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var wish = Body.read(context, Hats.Wish.class, MAX_BODY_BYTES);
        hats.wear(member, PathId.of(context, "id"), wish);
        Answer.done(context);
    }

    private void takeOff(Context context) throws ProblemRaised {
        hats.takeOff(RequestInfo.visitor(context).member(), PathId.of(context, "id"));
        Answer.done(context);
    }

    private void require(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var body = Body.read(context, Requirement.class, MAX_BODY_BYTES);
        hats.require(member, PathId.of(context, "id"), body.required());
        Answer.done(context);
    }
}
