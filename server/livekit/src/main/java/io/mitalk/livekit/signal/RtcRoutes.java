package io.mitalk.livekit.signal;

import io.javalin.http.Context;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.http.SocketHandler;
import io.mitalk.http.UpgradeRefused;
import io.mitalk.http.UpgradeRequest;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.room.Room;
import io.mitalk.livekit.room.Rooms;
import io.mitalk.livekit.token.Verdict.Admitted;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. The LiveKit paths: {@code /rtc} signals for clients with two connections, {@code /rtc/v1} for those with
 * one; the paths that end in {@code validate} say why a join would fail. Where one connection is switched off its paths
 * answer 404, which makes clients fall back to two.
 */
public final class RtcRoutes implements Routes {

    private static final String ANY_ORIGIN = "*";
    private static final String JOIN_REQUEST = "join_request";

    private final Rooms rooms;
    private final Door door;
    private final SignalSettings settings;
    private final SignalSession.Parts parts;
    private final Threshold threshold;

    public RtcRoutes(
            Rooms rooms, Door door, SignalSettings settings, Threshold threshold, Clock clock) {
        this.rooms = rooms;
        this.door = door;
        this.settings = settings;
        this.threshold = threshold;
        this.parts = new SignalSession.Parts(rooms, settings, clock);
    }

    @Override
    public void addTo(RouteTable table) {
        table.socket("/rtc", request -> accept(request, false));
        table.socket("/rtc/v1", request -> accept(request, true));
        table.get("/rtc/validate", context -> validate(context, false));
        table.get("/rtc/v1/validate", context -> validate(context, true));
    }

    private SocketHandler accept(UpgradeRequest request, boolean single) throws UpgradeRefused {
        var asked = read(request::parameter, request::header, single);
        var query = asked.query();
        var admitted = asked.admitted();
        if (query.resumeSid() != null
                || query.client().protocol() < SignalSession.OLDEST_PROTOCOL) {
            return new SignalSession(parts, query, admitted, null);
        }
        var step = threshold.enter(request.remoteAddress(), admitted);
        if (step == null) {
            throw new UpgradeRefused(429, "too many joins that never came to media");
        }
        boolean open = false;
        try {
            var room = enter(admitted);
            open = true;
            return new SignalSession(
                    parts, query, admitted, new SignalSession.Reserved(room, step));
        } finally {
            if (!open) {
                step.over();
            }
        }
    }

    private Room enter(Admitted admitted) throws UpgradeRefused {
        return switch (rooms.enter(admitted)) {
            case Rooms.Entrance.Open open -> open.room();
            case Rooms.Entrance.Closed closed ->
                    throw new UpgradeRefused(closed.status(), closed.text());
            case Rooms.Entrance.Possible _ -> throw new UpgradeRefused(503, "no place was kept");
        };
    }

    private void validate(Context context, boolean single) {
        try {
            var asked = read(context::queryParam, context::header, single);
            switch (rooms.check(asked.admitted())) {
                case Rooms.Entrance.Closed closed -> plain(context, closed.status(), closed.text());
                case Rooms.Entrance.Open _, Rooms.Entrance.Possible _ ->
                        plain(context, 200, "success");
            }
        } catch (UpgradeRefused refused) {
            plain(context, refused.status(), refused.text());
        }
    }

    /** Immutable. A client's question, and as whom it may ask. */
    private record Asked(JoinQuery query, Admitted admitted) {}

    /** Who asks is known before what it says is unwrapped: a kilobyte of that may become a megabyte. */
    private Asked read(
            Function<String, @Nullable String> parameter,
            Function<String, @Nullable String> header,
            boolean single)
            throws UpgradeRefused {
        boolean wrapped = parameter.apply(JOIN_REQUEST) != null;
        if ((single || wrapped) && !settings.singleConnection()) {
            throw new UpgradeRefused(404, "not found");
        }
        if (single && !wrapped) {
            throw new UpgradeRefused(400, "join_request is required");
        }
        String token = JoinQuery.token(parameter, header);
        var known = door.known(token);
        var query = JoinQuery.read(token, parameter);
        return new Asked(query, door.admit(known, query));
    }

    /** Readable by pages of any origin: the token is the credential, and a page without the answer cannot fall back. */
    private static void plain(Context context, int status, String text) {
        context.status(status)
                .contentType("text/plain; charset=utf-8")
                .header("Access-Control-Allow-Origin", ANY_ORIGIN)
                .result(text);
    }
}
