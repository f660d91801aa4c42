package io.mitalk.social.room;

import io.javalin.http.Context;
import io.mitalk.http.Body;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.social.room.Verbs.Verb;

/** Thread-safe. {@code /api/rooms/{id}/sub-rooms}: who is where. */
final class SubRoomRoutes implements Routes {

    private final SubRoomVerbs subRooms;
    private final VerbHandlers verbs;

    SubRoomRoutes(SubRoomVerbs subRooms, VerbHandlers verbs) {
        this.subRooms = subRooms;
        this.verbs = verbs;
    }

    private record MoveBody(int subRoom) {}

    @Override
    public void addTo(RouteTable table) {
        table.put("/api/rooms/{id}/people/{identity}/sub-room", verbs.of(this::move))
                .delete("/api/rooms/{id}/sub-rooms", verbs.of(_ -> subRooms.recall()))
                .put(
                        "/api/rooms/{id}/sub-rooms/broadcast",
                        verbs.of(_ -> subRooms.speakToAll(true)))
                .delete(
                        "/api/rooms/{id}/sub-rooms/broadcast",
                        verbs.of(_ -> subRooms.speakToAll(false)));
    }

    private Verb move(Context context) throws ProblemRaised {
        var body = Body.read(context, MoveBody.class, RoomRoutes.MAX_BODY_BYTES);
        var identity = VerbHandlers.identity(context.pathParam("identity"));
        return subRooms.move(identity, body.subRoom());
    }
}
