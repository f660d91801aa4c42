package io.mitalk.social.room;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.social.floor.FloorMode;
import io.mitalk.social.floor.FloorProblems;
import io.mitalk.social.room.Verbs.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/rooms/{id}/floor}, {@code /queue} and {@code /turn}. */
final class FloorRoutes implements Routes {

    private final FloorVerbs floor;
    private final Votes votes;
    private final VerbHandlers verbs;

    FloorRoutes(FloorVerbs floor, Votes votes, VerbHandlers verbs) {
        this.floor = floor;
        this.votes = votes;
        this.verbs = verbs;
    }

    private record FloorBody(
            String mode, @Nullable Integer boxSeconds, @Nullable Boolean pushToTalk) {}

    private record NextBody(@Nullable String identity) {}

    private record VoteBody(boolean more) {}

    private record LiftBody(String reason) {}

    private record Queue(List<FloorVerbs.Row> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("floor", FloorProblems.ALL);
        table.put("/api/rooms/{id}/floor", verbs.of(this::mode))
                .put(
                        "/api/rooms/{id}/floor/linked/{identity}",
                        verbs.onPerson(identity -> floor.link(identity, true)))
                .delete(
                        "/api/rooms/{id}/floor/linked/{identity}",
                        verbs.onPerson(identity -> floor.link(identity, false)))
                .get("/api/rooms/{id}/queue", this::queue)
                .put("/api/rooms/{id}/queue/{identity}/lift", verbs.of(this::lift))
                .put(
                        "/api/rooms/{id}/queue/{identity}/reply",
                        verbs.onPerson(identity -> floor.reply(identity, true)))
                .delete(
                        "/api/rooms/{id}/queue/{identity}/reply",
                        verbs.onPerson(identity -> floor.reply(identity, false)))
                .post("/api/rooms/{id}/turn", verbs.of(this::next))
                .delete("/api/rooms/{id}/turn", verbs.of(_ -> floor.end()))
                .post("/api/rooms/{id}/turn/votes", this::vote);
    }

    private Verb mode(Context context) throws ProblemRaised {
        var body = Body.read(context, FloorBody.class, RoomRoutes.MAX_BODY_BYTES);
        return floor.mode(FloorMode.of(body.mode()), body.boxSeconds(), body.pushToTalk());
    }

    private Verb lift(Context context) throws ProblemRaised {
        var identity = VerbHandlers.identity(context.pathParam("identity"));
        var body = Body.read(context, LiftBody.class, RoomRoutes.MAX_BODY_BYTES);
        return floor.lift(identity, body.reason());
    }

    private Verb next(Context context) throws ProblemRaised {
        var identity = Body.read(context, NextBody.class, RoomRoutes.MAX_BODY_BYTES).identity();
        return floor.next(identity == null ? null : VerbHandlers.identity(identity));
    }

    private void queue(Context context) throws ProblemRaised {
        var who = Who.of(RequestInfo.visitor(context), "");
        Answer.json(context, 200, new Queue(floor.queue(who, PathId.of(context, "id"))));
    }

    private void vote(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var body = Body.read(context, VoteBody.class, RoomRoutes.MAX_BODY_BYTES);
        votes.cast(member, PathId.of(context, "id"), body.more());
        Answer.done(context);
    }
}
