package io.mitalk.social.room;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.time.Duration;

/**
 * Thread-safe. {@code /api/rooms/{id}/hold}: somebody on the stage holds their microphone. Said again and again while
 * they do, so that whoever is gone no longer holds it; the media plane knows it, and no row does.
 */
final class HoldRoutes implements Routes {

    private final RoomTools tools;

    HoldRoutes(RoomTools tools) {
        this.tools = tools;
    }

    private record Held(long leaseMs) {}

    @Override
    public void addTo(RouteTable table) {
        table.put("/api/rooms/{id}/hold", this::hold).delete("/api/rooms/{id}/hold", this::letGo);
    }

    private void hold(Context context) throws ProblemRaised {
        var lease = tools.floors().settings().hold();
        say(context, lease);
        Answer.json(context, 200, new Held(lease.toMillis()));
    }

    private void letGo(Context context) throws ProblemRaised {
        say(context, Duration.ZERO);
        Answer.done(context);
    }

    private void say(Context context, Duration lease) throws ProblemRaised {
        var who = Who.of(RequestInfo.visitor(context), Guests.known(context));
        var room = PathId.of(context, "id");
        var identity =
                tools.parts()
                        .database()
                        .<String, ProblemRaised>read(
                                tx -> {
                                    var found = RoomStore.require(tx, room);
                                    var seen = Passes.recognised(tx, room, who);
                                    var tie = Door.enter(tx, found, seen);
                                    Door.mustBeOpen(found);
                                    if (tie.role() == null) {
                                        throw RoomProblems.NOT_ON_STAGE.raise();
                                    }
                                    return seen.identity();
                                });
        tools.parts().stage().hold(room, identity, lease);
    }
}
