package io.mitalk.livekit.signal;

import io.javalin.http.Context;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.http.SocketHandler;
import io.mitalk.http.UpgradeRefused;
import io.mitalk.http.UpgradeRequest;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.room.Rooms;
import io.mitalk.livekit.token.Admission;

/**
 * Thread-safe. The LiveKit paths: {@code /rtc} signals, {@code /rtc/validate} says why a join would fail, and the paths
 * of the newer protocol answer 404, which makes clients fall back to {@code /rtc}.
 */
public final class RtcRoutes implements Routes {

    private static final String ANY_ORIGIN = "*";

    private final Rooms rooms;
    private final Door door;
    private final SignalSession.Parts parts;

    public RtcRoutes(Rooms rooms, Admission admission, SignalSettings settings, Clock clock) {
        this.rooms = rooms;
        this.door = new Door(admission);
        this.parts = new SignalSession.Parts(rooms, settings, clock);
    }

    @Override
    public void addTo(RouteTable table) {
        table.socket("/rtc", this::accept);
        table.socket(
                "/rtc/v1",
                _ -> {
                    throw new UpgradeRefused(404, "not found");
                });
        table.get("/rtc/validate", this::validate);
        table.get("/rtc/v1/validate", context -> plain(context, 404, "not found"));
    }

    private SocketHandler accept(UpgradeRequest request) throws UpgradeRefused {
        var query = JoinQuery.read(request::parameter, request::header);
        var admitted = door.admit(query);
        if (query.resumeSid() != null
                || query.client().protocol() < SignalSession.OLDEST_PROTOCOL) {
            return new SignalSession(parts, query, admitted, null);
        }
        return switch (rooms.enter(admitted)) {
            case Rooms.Entrance.Open open -> new SignalSession(parts, query, admitted, open.room());
            case Rooms.Entrance.Closed closed ->
                    throw new UpgradeRefused(closed.status(), closed.text());
            case Rooms.Entrance.Possible _ -> throw new UpgradeRefused(503, "no place was kept");
        };
    }

    private void validate(Context context) {
        try {
            var query = JoinQuery.read(context::queryParam, context::header);
            switch (rooms.check(door.admit(query))) {
                case Rooms.Entrance.Closed closed -> plain(context, closed.status(), closed.text());
                case Rooms.Entrance.Open _, Rooms.Entrance.Possible _ ->
                        plain(context, 200, "success");
            }
        } catch (UpgradeRefused refused) {
            plain(context, refused.status(), refused.text());
        }
    }

    /** Readable by pages of any origin: the token is the credential, and a page without the answer cannot fall back. */
    private static void plain(Context context, int status, String text) {
        context.status(status)
                .contentType("text/plain; charset=utf-8")
                .header("Access-Control-Allow-Origin", ANY_ORIGIN)
                .result(text);
    }
}
