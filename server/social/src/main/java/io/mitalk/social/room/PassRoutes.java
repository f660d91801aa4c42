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
import java.util.UUID;

/** Thread-safe. {@code /api/rooms/{id}/passes} and {@code /api/passes}. */
final class PassRoutes implements Routes {

    private final Passes passes;
    private final Guests guests;
    private final KeyedLimiter<Long> tries;

    PassRoutes(Passes passes, Guests guests, KeyedLimiter<Long> tries) {
        this.passes = passes;
        this.guests = guests;
        this.tries = tries;
    }

    private record CodeBody(String code) {}

    private record UseBody(String code, String name) {}

    private record Used(UUID roomId) {}

    @Override
    public void addTo(RouteTable table) {
        table.post("/api/rooms/{id}/passes", this::make)
                .delete("/api/rooms/{id}/passes", this::withdraw)
                .post("/api/passes/look", this::look)
                .post("/api/passes/use", this::use);
    }

    private void make(Context context) throws ProblemRaised {
        var member = RequestInfo.visitor(context).member();
        Answer.json(context, 201, passes.make(member, PathId.of(context, "id")));
    }

    private void withdraw(Context context) throws ProblemRaised {
        passes.withdraw(RequestInfo.visitor(context).member(), PathId.of(context, "id"));
        Answer.done(context);
    }

    private void look(Context context) throws ProblemRaised {
        take(context);
        var body = Body.read(context, CodeBody.class, RoomRoutes.MAX_BODY_BYTES);
        Answer.json(context, 200, passes.show(body.code()));
    }

    private void use(Context context) throws ProblemRaised {
        if (RequestInfo.visitor(context).accountId() != null) {
            throw RoomProblems.PASS_FOR_GUESTS.raise();
        }
        take(context);
        var body = Body.read(context, UseBody.class, RoomRoutes.MAX_BODY_BYTES);
        var room = passes.use(body.code(), body.name(), guests.admitted(context));
        Answer.json(context, 200, new Used(room));
    }

    private void take(Context context) throws ProblemRaised {
        long source = RequestInfo.of(context).sourceKey();
        if (!tries.take(source)) {
            throw Problem.tooSoon(tries.waitMs(source));
        }
    }
}
