package io.mitalk.social.room;

import io.javalin.http.Context;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.social.action.Action;
import io.mitalk.social.topic.Languages;
import io.mitalk.social.topic.Topics;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/rooms}: opening, looking, joining, and the way to the microphone. */
final class RoomRoutes implements Routes {

    static final int MAX_BODY_BYTES = 4 * 1024;
    private static final int ALL = 500;
    private static final int MAX_SOURCES = 100_000;

    private final Rooms rooms;
    private final RoomTools tools;
    private final Guests guests;
    private final GuestSources sources;
    private final KeyedLimiter<Long> guestJoins;

    RoomRoutes(Rooms rooms) {
        this.rooms = rooms;
        this.tools = rooms.tools();
        this.guests = new Guests(tools.parts().randomness());
        this.sources = new GuestSources(tools.parts().secrets().apply("guest-sources"));
        this.guestJoins =
                new KeyedLimiter<>(
                        Rate.perMinute(tools.settings().guestJoinsPerMinute()),
                        MAX_SOURCES,
                        tools.parts().clock());
    }

    private record Opening(
            String title,
            @Nullable UUID topicId,
            @Nullable String topic,
            String visibility,
            String language) {}

    private record JoinAnswer(String url, String token, String identity, RoomView.You you) {}

    private record OfferBody(String identity) {}

    private record EndBody(String reason) {}

    private record Listed(List<RoomCard> items) {}

    @Override
    public void addTo(RouteTable table) {
        table.problems("room", RoomProblems.ALL);
        table.post("/api/rooms", this::open)
                .get("/api/rooms/{id}", this::view)
                .post("/api/rooms/{id}/join", this::join)
                .post("/api/rooms/{id}/leave", this::leave)
                .get("/api/rooms/{id}/audience", this::audience)
                .get("/api/admin/rooms", this::all)
                .post("/api/admin/rooms/{id}/end", this::endByOperator);
        var verbs = new VerbHandlers(new Verbs(tools));
        addStage(table, rooms.stageVerbs(), verbs);
        new ModerationRoutes(rooms.moderation(), verbs).addTo(table);
        new FloorRoutes(rooms.floorVerbs(), rooms.votes(), verbs).addTo(table);
        new SubRoomRoutes(rooms.subRooms(), verbs).addTo(table);
        new QuietRoutes(rooms, verbs).addTo(table);
        new HoldRoutes(tools).addTo(table);
        new PassRoutes(rooms.passes(), guests, guestJoins).addTo(table);
    }

    private void addStage(RouteTable table, StageVerbs stage, VerbHandlers verbs) {
        table.put("/api/rooms/{id}/hand", context -> raise(context, stage))
                .delete("/api/rooms/{id}/hand", verbs.of(_ -> stage.lowerHand()))
                .post("/api/rooms/{id}/offers", verbs.of(offering(stage)))
                .delete("/api/rooms/{id}/offers/{identity}", verbs.onPerson(stage::withdraw))
                .delete("/api/rooms/{id}/offer", verbs.of(_ -> stage.decline()))
                .post("/api/rooms/{id}/seat", verbs.of(_ -> stage.goLive()))
                .delete("/api/rooms/{id}/seat", verbs.ofStage(_ -> stage.stepDown()));
    }

    private static void raise(Context context, StageVerbs stage) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        Answer.json(context, 200, stage.raiseHand(member, PathId.of(context, "id")));
    }

    private static VerbHandlers.Choice offering(StageVerbs stage) {
        return context -> {
            var body = Body.read(context, OfferBody.class, MAX_BODY_BYTES);
            return stage.offer(VerbHandlers.identity(body.identity()));
        };
    }

    private void open(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        var wish = Body.read(context, Opening.class, MAX_BODY_BYTES);
        var language = Languages.known(wish.language());
        var opening =
                new Rooms.Opening(
                        wish.title(),
                        new Topics.Choice(wish.topicId(), wish.topic(), language),
                        Visibility.of(wish.visibility()),
                        language,
                        tools.settings().empty());
        Answer.json(context, 201, rooms.openOwn(member, opening));
    }

    private void view(Context context) throws ProblemRaised {
        var who = Who.of(RequestInfo.visitor(context), Guests.known(context));
        Answer.json(context, 200, rooms.entrance().view(who, PathId.of(context, "id")));
    }

    private void join(Context context) throws ProblemRaised {
        var room = PathId.of(context, "id");
        var visitor = RequestInfo.visitor(context);
        long source = RequestInfo.of(context).sourceKey();
        if (visitor.accountId() == null && !guestJoins.take(source)) {
            throw Problem.tooSoon(guestJoins.waitMs(source));
        }
        var who = Who.of(visitor, visitor.accountId() == null ? guests.admitted(context) : "");
        var joining = rooms.entrance().join(who, room, sources.of(room, source));
        var ticket = joining.ticket();
        Answer.json(
                context,
                200,
                new JoinAnswer(
                        ticket.url().isEmpty() ? socketUrl(context) : ticket.url(),
                        ticket.token(),
                        joining.you().identity(),
                        joining.you()));
    }

    private void leave(Context context) throws ProblemRaised {
        var who = Who.of(RequestInfo.visitor(context), Guests.known(context));
        rooms.entrance().leave(who, PathId.of(context, "id"));
        Answer.done(context);
    }

    private void audience(Context context) throws ProblemRaised {
        var who = Who.of(RequestInfo.visitor(context), Guests.known(context));
        var cursor = context.queryParam("cursor");
        Answer.json(
                context,
                200,
                rooms.entrance()
                        .audience(
                                who,
                                PathId.of(context, "id"),
                                cursor == null || !Identities.valid(cursor) ? "" : cursor));
    }

    /** Every open room, private ones too, for operators. */
    private void all(Context context) throws ProblemRaised {
        RequestInfo.visitor(context).asOperator();
        var items =
                tools.parts()
                        .database()
                        .read(
                                tx -> {
                                    var ids = RoomStore.openIds(tx).stream().limit(ALL).toList();
                                    return tools.views().cards(tx, RoomStore.byIds(tx, ids));
                                });
        Answer.json(context, 200, new Listed(items));
    }

    private void endByOperator(Context context) throws ProblemRaised {
        var operator = RequestInfo.visitor(context).asOperator();
        var room = PathId.of(context, "id");
        String reason = Action.reason(Body.read(context, EndBody.class, MAX_BODY_BYTES).reason());
        tools.parts()
                .database()
                .<ProblemRaised>run(
                        tx -> {
                            if (rooms.title(tx, room) == null) {
                                throw Problem.NOT_FOUND.raise();
                            }
                            if (rooms.moderation().endByOperator(tx, room, operator, reason)) {
                                var ended = new Action(operator, "room-ended", room, reason);
                                tools.parts().actions().write(tx, ended);
                            }
                        });
        Answer.done(context);
    }

    /** Media is at the same address as the page, so what brought the page here brings it here too. */
    private static String socketUrl(Context context) {
        var request = RequestInfo.of(context);
        return (request.secure() ? "wss://" : "ws://") + request.host();
    }
}
