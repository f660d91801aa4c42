package io.mitalk.social.room;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.mitalk.http.Answer;
import io.mitalk.http.Body;
import io.mitalk.http.PathId;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RequestInfo;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/rooms/{id}}: what moderators and co-hosts do. */
final class ModerationRoutes implements Routes {

    private static final int COUNTDOWN_SECONDS = 10;

    private final Moderation moderation;

    ModerationRoutes(Moderation moderation) {
        this.moderation = moderation;
    }

    private record RoleBody(String role) {}

    private record LockBody(boolean locked) {}

    private record EndBody(@Nullable Integer seconds) {}

    private record RemovalBody(@Nullable String reason) {}

    @Override
    public void addTo(RouteTable table) {
        table.post("/api/rooms/{id}/live", RoomRoutes.member(moderation::live))
                .put("/api/rooms/{id}/people/{identity}/role", this::role)
                .put("/api/rooms/{id}/people/{identity}/mute", mute(true))
                .delete("/api/rooms/{id}/people/{identity}/mute", mute(false))
                .post("/api/rooms/{id}/mute-all", RoomRoutes.member(moderation::muteAll))
                .delete("/api/rooms/{id}/people/{identity}", this::remove)
                .put("/api/rooms/{id}/hands-lock", this::lockHands)
                .post("/api/rooms/{id}/end", this::end)
                .delete("/api/rooms/{id}/end", RoomRoutes.member(moderation::stopEnd))
                .put("/api/rooms/{id}/guests/{handle}", letIn(true))
                .delete("/api/rooms/{id}/guests/{handle}", letIn(false));
    }

    private void role(Context context) throws ProblemRaised {
        var member = member(context);
        var body = Body.read(context, RoleBody.class, RoomRoutes.MAX_BODY_BYTES);
        var role =
                switch (body.role()) {
                    case "cohost" -> Role.COHOST;
                    case "speaker" -> Role.SPEAKER;
                    case "listener" -> Role.LISTENER;
                    default -> throw Problem.BAD_REQUEST.raise().with("field", "role");
                };
        var appointment = new Moderation.Appointment(identity(context), role);
        Answer.json(context, 200, moderation.role(member, room(context), appointment));
    }

    private Handler mute(boolean muted) {
        return RoomRoutes.person(
                (member, room, identity) -> moderation.mute(member, room, identity, muted));
    }

    private void remove(Context context) throws ProblemRaised {
        var member = member(context);
        String reason =
                context.contentLength() > 0
                        ? Objects.requireNonNullElse(
                                Body.read(context, RemovalBody.class, RoomRoutes.MAX_BODY_BYTES)
                                        .reason(),
                                "")
                        : "";
        var removal = new Moderation.Removal(identity(context), reason);
        Answer.json(context, 200, moderation.remove(member, room(context), removal));
    }

    private void lockHands(Context context) throws ProblemRaised {
        var member = member(context);
        var body = Body.read(context, LockBody.class, RoomRoutes.MAX_BODY_BYTES);
        Answer.json(context, 200, moderation.lockHands(member, room(context), body.locked()));
    }

    private void end(Context context) throws ProblemRaised {
        var member = member(context);
        var seconds =
                context.contentLength() > 0
                        ? Body.read(context, EndBody.class, RoomRoutes.MAX_BODY_BYTES).seconds()
                        : null;
        Answer.json(
                context,
                200,
                moderation.end(
                        member, room(context), seconds == null ? COUNTDOWN_SECONDS : seconds));
    }

    private Handler letIn(boolean in) {
        return context ->
                Answer.json(
                        context,
                        200,
                        moderation.letIn(
                                member(context), room(context), context.pathParam("handle"), in));
    }

    private static UUID member(Context context) throws ProblemRaised {
        return RequestInfo.visitor(context).member();
    }

    private static UUID room(Context context) throws ProblemRaised {
        return PathId.of(context, "id");
    }

    private static String identity(Context context) throws ProblemRaised {
        return RoomRoutes.identity(context.pathParam("identity"));
    }
}
