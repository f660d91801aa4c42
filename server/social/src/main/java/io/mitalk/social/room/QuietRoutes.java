package io.mitalk.social.room;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.PathId;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.util.List;

/** Thread-safe. What hosts say to a silence, and where else people may go. */
final class QuietRoutes implements Routes {

    private final Rooms rooms;
    private final VerbHandlers verbs;

    QuietRoutes(Rooms rooms, VerbHandlers verbs) {
        this.rooms = rooms;
        this.verbs = verbs;
    }

    private record Alternatives(List<RoomCard> items, boolean silent) {}

    @Override
    public void addTo(RouteTable table) {
        table.post("/api/rooms/{id}/go-on", verbs.of(_ -> rooms.quiet().goOn()))
                .get("/api/rooms/{id}/alternatives", this::alternatives);
    }

    private void alternatives(Context context) throws ProblemRaised {
        var visitor = RequestInfo.visitor(context);
        var room = PathId.of(context, "id");
        var alternatives =
                rooms.tools()
                        .parts()
                        .database()
                        .<Alternatives, ProblemRaised>read(
                                tx -> {
                                    var items = rooms.alternatives(tx, room, visitor);
                                    var silence = QuietStore.of(tx, room);
                                    return new Alternatives(
                                            items, silence != null && silence.ended());
                                });
        Answer.json(context, 200, alternatives);
    }
}
