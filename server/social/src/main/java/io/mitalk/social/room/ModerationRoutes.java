package io.mitalk.social.room;

import io.javalin.http.Context;
import io.mitalk.http.Body;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.social.room.Verbs.Verb;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Thread-safe. {@code /api/rooms/{id}}: what moderators and co-hosts do. */
final class ModerationRoutes implements Routes {

    private static final int COUNTDOWN_SECONDS = 10;

    private final Moderation moderation;
    private final VerbHandlers verbs;

    ModerationRoutes(Moderation moderation, VerbHandlers verbs) {
        this.moderation = moderation;
        this.verbs = verbs;
    }

    private record RoleBody(String role) {}

    private record LockBody(boolean locked) {}

    private record EndBody(@Nullable Integer seconds) {}

    private record RemovalBody(@Nullable String reason) {}

    @Override
    public void addTo(RouteTable table) {
        table.post("/api/rooms/{id}/live", verbs.of(_ -> moderation.live()))
                .put("/api/rooms/{id}/people/{identity}/role", verbs.of(this::role))
                .put(
                        "/api/rooms/{id}/people/{identity}/mute",
                        verbs.onPerson(identity -> moderation.mute(identity, true)))
                .delete(
                        "/api/rooms/{id}/people/{identity}/mute",
                        verbs.onPersonOfStage(identity -> moderation.mute(identity, false)))
                .post("/api/rooms/{id}/mute-all", verbs.of(_ -> moderation.muteAll()))
                .delete("/api/rooms/{id}/people/{identity}", verbs.of(this::remove))
                .put("/api/rooms/{id}/hands-lock", verbs.of(this::lockHands))
                .post("/api/rooms/{id}/end", verbs.of(this::end))
                .delete("/api/rooms/{id}/end", verbs.of(_ -> moderation.stopEnd()))
                .put(
                        "/api/rooms/{id}/guests/{handle}",
                        verbs.of(context -> moderation.letIn(context.pathParam("handle"), true)))
                .delete(
                        "/api/rooms/{id}/guests/{handle}",
                        verbs.of(context -> moderation.letIn(context.pathParam("handle"), false)));
    }

    private Verb role(Context context) throws ProblemRaised {
        var body = Body.read(context, RoleBody.class, RoomRoutes.MAX_BODY_BYTES);
        var role =
                switch (body.role()) {
                    case "cohost" -> Role.COHOST;
                    case "speaker" -> Role.SPEAKER;
                    case "listener" -> Role.LISTENER;
                    default -> throw Problem.BAD_REQUEST.raise().with("field", "role");
                };
        return moderation.role(new Moderation.Appointment(identity(context), role));
    }

    private Verb remove(Context context) throws ProblemRaised {
        String reason =
                context.contentLength() > 0
                        ? Objects.requireNonNullElse(
                                Body.read(context, RemovalBody.class, RoomRoutes.MAX_BODY_BYTES)
                                        .reason(),
                                "")
                        : "";
        return moderation.remove(new Moderation.Removal(identity(context), reason));
    }

    private Verb lockHands(Context context) throws ProblemRaised {
        var body = Body.read(context, LockBody.class, RoomRoutes.MAX_BODY_BYTES);
        return moderation.lockHands(body.locked());
    }

    private Verb end(Context context) throws ProblemRaised {
        var seconds =
                context.contentLength() > 0
                        ? Body.read(context, EndBody.class, RoomRoutes.MAX_BODY_BYTES).seconds()
                        : null;
        return moderation.end(seconds == null ? COUNTDOWN_SECONDS : seconds);
    }

    private static String identity(Context context) throws ProblemRaised {
        return VerbHandlers.identity(context.pathParam("identity"));
    }
}
