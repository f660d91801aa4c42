package io.mitalk.livekit;

import io.micrometer.core.instrument.FunctionCounter;
import io.mitalk.http.Routes;
import io.mitalk.livekit.data.DataCounters;
import io.mitalk.livekit.room.ParticipantChange;
import io.mitalk.livekit.room.RoomKey;
import io.mitalk.livekit.room.RoomParts;
import io.mitalk.livekit.room.RoomPolicy;
import io.mitalk.livekit.room.Rooms;
import io.mitalk.livekit.roomservice.TwirpRoutes;
import io.mitalk.livekit.signal.Door;
import io.mitalk.livekit.signal.RtcRoutes;
import io.mitalk.livekit.signal.Threshold;
import io.mitalk.livekit.token.Admission;
import io.mitalk.livekit.webhook.Webhooks;
import io.mitalk.media.sfu.Sfu;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import livekit.LivekitModels.DisconnectReason;

/** Thread-safe. The LiveKit protocol over the packet plane: rooms, and the routes by which clients come in. */
public final class LiveKit implements AutoCloseable {

    private final Rooms rooms;
    private final Webhooks webhooks;
    private final List<Routes> routes;

    private LiveKit(Rooms rooms, Webhooks webhooks, List<Routes> routes) {
        this.rooms = rooms;
        this.webhooks = webhooks;
        this.routes = routes;
    }

    /** Ready for clients as soon as {@link #routes} are served; opens no socket of its own. */
    public static LiveKit start(
            LiveKitSettings settings, Sfu sfu, Admission admission, LiveKitParts parts) {
        var webhooks =
                Webhooks.start(
                        settings.webhooks(),
                        new Webhooks.Parts(
                                parts.clock(),
                                parts.randomness(),
                                parts.threads(),
                                parts.meters()));
        var data = new DataCounters();
        data.register(parts.meters());
        var rooms =
                new Rooms(
                        new RoomParts(
                                sfu,
                                admission,
                                parts.clock(),
                                parts.randomness(),
                                parts.threads(),
                                parts.observer(),
                                webhooks.somebody() ? webhooks : null,
                                data),
                        settings.rooms());
        parts.meters().gauge("mitalk.livekit.rooms", rooms, Rooms::count);
        var door = new Door(admission, settings.rooms().texts());
        var threshold = new Threshold(settings.signal());
        parts.meters().gauge("mitalk.livekit.joins.pending", threshold, Threshold::pending);
        FunctionCounter.builder("mitalk.livekit.joins.refused", threshold, Threshold::refused)
                .description("Joins of users or sources with too many that never came to media")
                .register(parts.meters());
        var signal = new RtcRoutes(rooms, door, settings.signal(), threshold, parts.clock());
        var api = new TwirpRoutes(rooms, settings.rooms(), admission, settings.api());
        return new LiveKit(rooms, webhooks, List.of(signal, api));
    }

    /** {@code /rtc} and its relatives, and the server API. */
    public Routes routes() {
        return table -> routes.forEach(part -> part.addTo(table));
    }

    /**
     * Makes a room what the application wants, opening it if need be; from then on it stays open until {@link #end}.
     * Two calls for one room take effect in their order.
     *
     * @return completes when the packet plane has carried it out
     */
    public CompletableFuture<Void> govern(RoomKey room, RoomPolicy policy) {
        return rooms.govern(room, policy);
    }

    /** Whether the packet plane is too far behind for anybody new in that room, open or not. */
    public boolean overloaded(RoomKey room) {
        return rooms.overloaded(room);
    }

    /** Sends everybody away and closes the room; completes when its last fact was told. */
    public CompletableFuture<Void> end(RoomKey room) {
        return rooms.end(room);
    }

    /**
     * Changes what a participant is called or may do; a withdrawn right ends at once, whatever the client does.
     *
     * @return completes with false when it is not there, or a text is too long
     */
    public CompletableFuture<Boolean> updateParticipant(
            RoomKey room, String identity, ParticipantChange change) {
        return rooms.update(room, identity, change);
    }

    /** Takes a participant out of its room; completes with false when it is not there. */
    public CompletableFuture<Boolean> remove(RoomKey room, String identity) {
        return rooms.dismiss(room, identity, DisconnectReason.PARTICIPANT_REMOVED);
    }

    /** Mutes or unmutes a track for everybody; completes with false when there is no such track. */
    public CompletableFuture<Boolean> muteTrack(
            RoomKey room, String identity, String trackSid, boolean muted) {
        return rooms.mute(room, identity, trackSid, muted);
    }

    /** Tells every client to come back in a moment, then closes its socket and every room, and tells the last facts. */
    @Override
    public void close() {
        rooms.close();
        webhooks.close();
    }
}
