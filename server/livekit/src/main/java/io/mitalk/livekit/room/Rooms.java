package io.mitalk.livekit.room;

import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.Verdict.Admitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import livekit.LivekitModels;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitRtc.LeaveRequest;
import org.jspecify.annotations.Nullable;

/** Thread-safe. All open rooms by realm and name; the way in. */
public final class Rooms {

    private static final int ATTEMPTS = 3;
    private static final long CLOSE_SECONDS = 5;
    private static final Entrance FULL = new Entrance.Closed(429, "room is full");
    private static final Entrance BUSY =
            new Entrance.Closed(503, "server is overloaded, try again in a moment");
    private static final Entrance BARRED = new Entrance.Closed(403, "removed from this room");

    private final RoomParts parts;
    private final RoomSettings settings;
    private final ConcurrentHashMap<RoomKey, Room> rooms = new ConcurrentHashMap<>();
    private volatile boolean closing;

    public Rooms(RoomParts parts, RoomSettings settings) {
        this.parts = parts;
        this.settings = settings;
    }

    /** Immutable. What came of asking to be let in. */
    public sealed interface Entrance {

        /** A place is kept in this room until {@link Rooms#leave} or {@link Rooms#join}. */
        record Open(Room room) implements Entrance {}

        /** It would have been let in; asked without keeping a place. */
        record Possible() implements Entrance {}

        /** An HTTP status and its plain text. */
        record Closed(int status, String text) implements Entrance {}
    }

    /** Keeps a place in the room that the token names, opening it if that is allowed. Blocks for the room's queue. */
    public Entrance enter(Admitted admitted) {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (!rooms.containsKey(key(admitted)) && parts.sfu().turnsAway()) {
                return BUSY;
            }
            Room room = room(admitted);
            if (room == null) {
                return absent(admitted);
            }
            switch (ask(room, () -> room.reserve(admitted.token(), true))) {
                case KEPT -> {
                    return new Entrance.Open(room);
                }
                case FULL -> {
                    return FULL;
                }
                case BARRED -> {
                    return BARRED;
                }
                case BUSY -> {
                    return BUSY;
                }
                // It closed between the two steps; the next attempt finds it gone.
                case CLOSED -> rooms.remove(room.key(), room);
            }
        }
        return new Entrance.Closed(503, "room is closing");
    }

    /** The same checks without a trace. */
    public Entrance check(Admitted admitted) {
        Room room = rooms.get(key(admitted));
        if (room == null) {
            if (parts.sfu().turnsAway()) {
                return BUSY;
            }
            return admitted.mayOpenRoom() && rooms.size() < settings.maxRooms()
                    ? new Entrance.Possible()
                    : absent(admitted);
        }
        return switch (ask(room, () -> room.reserve(admitted.token(), false))) {
            case FULL -> FULL;
            case BARRED -> BARRED;
            case BUSY -> BUSY;
            case KEPT, CLOSED -> new Entrance.Possible();
        };
    }

    /** Owned by the room's queue. Something asked of a room, or done to it, from outside. */
    @FunctionalInterface
    public interface Errand<T> {
        T run(Room room) throws RoomRefused;
    }

    /**
     * Runs {@code errand} on a room's queue and waits for it.
     *
     * @throws RoomRefused by the errand, or because there is no such room
     */
    public <T> T visit(RoomKey key, Errand<T> errand) throws RoomRefused {
        Room room = rooms.get(key);
        if (room == null) {
            throw new RoomRefused(RoomRefused.Reason.NO_ROOM);
        }
        var answer = ask(room, () -> Outcome.of(room, errand));
        var refused = answer.refused();
        if (refused != null) {
            throw refused;
        }
        return Objects.requireNonNull(answer.value());
    }

    /** What an errand brought home: one of the two is null. */
    private record Outcome<T>(@Nullable T value, @Nullable RoomRefused refused) {
        static <T> Outcome<T> of(Room room, Errand<T> errand) {
            try {
                if (room.closed()) {
                    throw new RoomRefused(RoomRefused.Reason.NO_ROOM);
                }
                return new Outcome<>(errand.run(room), null);
            } catch (RoomRefused e) {
                return new Outcome<>(null, e);
            }
        }
    }

    /**
     * The room of this name, opened on these terms if it is not open yet. Blocks for the room's queue.
     *
     * @throws RoomRefused when there may be no more rooms, or the server stops
     */
    public LivekitModels.Room create(RoomKey key, RoomTerms terms) throws RoomRefused {
        for (int i = 0; i < ATTEMPTS; i++) {
            Room room = rooms.get(key);
            if (room == null) {
                if (closing || rooms.size() >= settings.maxRooms()) {
                    break;
                }
                room = rooms.computeIfAbsent(key, absent -> open(absent, terms));
            }
            try {
                return visit(key, Room::info);
            } catch (RoomRefused e) {
                // It closed between the two steps; the next attempt finds it gone.
                rooms.remove(key, room);
            }
        }
        throw new RoomRefused(RoomRefused.Reason.NO_MORE_ROOMS);
    }

    /** All open rooms of a realm, in no order. Blocks for each room's queue. */
    public List<LivekitModels.Room> list(Realm realm) {
        var infos = new ArrayList<LivekitModels.Room>();
        for (RoomKey key : List.copyOf(rooms.keySet())) {
            var info = key.realm() == realm ? info(key) : null;
            if (info != null) {
                infos.add(info);
            }
        }
        return infos;
    }

    private LivekitModels.@Nullable Room info(RoomKey key) {
        try {
            return visit(key, Room::info);
        } catch (RoomRefused closedMeanwhile) {
            return null;
        }
    }

    /** Whether nobody new would be let in there, because the packet plane is too far behind. */
    public boolean overloaded(RoomKey key) {
        Room room = rooms.get(key);
        return room == null ? parts.sfu().overloaded() : room.overloaded();
    }

    /** Gives back a place that was kept. */
    public void leave(Room room) {
        room.agenda().now(room::release);
    }

    /**
     * Makes a room what the application wants, opening it if need be; from then on it stays open until {@link #end}.
     * Two calls for one room take effect in their order; none opens a room after {@link #close}.
     *
     * @return completes when the packet plane has carried it out
     */
    public CompletableFuture<Void> govern(RoomKey key, RoomPolicy policy) {
        if (closing) {
            return CompletableFuture.completedFuture(null);
        }
        Room room = rooms.computeIfAbsent(key, this::open);
        return CompletableFuture.runAsync(() -> room.govern(policy), room.agenda().queue())
                .thenCompose(_ -> room.settled());
    }

    /** Sends everybody away and closes the room; completes at once when there is none. */
    public CompletableFuture<Void> end(RoomKey key) {
        Room room = rooms.remove(key);
        if (room == null) {
            return CompletableFuture.completedFuture(null);
        }
        room.agenda()
                .now(
                        () ->
                                room.close(
                                        LeaveRequest.Action.DISCONNECT,
                                        DisconnectReason.ROOM_DELETED));
        return room.ended();
    }

    /**
     * Takes the place that was kept; null when that is not possible any more, and the socket was told so. Blocks for
     * the room's queue.
     */
    public @Nullable Participant join(
            Room room, AccessToken token, Client client, SignalSink sink) {
        var joined = new ArrayList<Participant>(1);
        ask(
                room,
                () -> {
                    room.release();
                    var participant = room.join(token, client, sink);
                    return participant != null && joined.add(participant);
                });
        return joined.isEmpty() ? null : joined.getFirst();
    }

    /** Resumes a session; null when there is none to resume. Blocks for the room's queue. */
    public @Nullable Participant resume(Admitted admitted, String participantSid, SignalSink sink) {
        Room room = rooms.get(key(admitted));
        if (room == null) {
            return null;
        }
        var participants = new ArrayList<Participant>(1);
        return ask(
                        room,
                        () -> {
                            var participant =
                                    room.resume(participantSid, admitted.token().identity(), sink);
                            return participant == null || participants.add(participant);
                        })
                ? participants.isEmpty() ? null : participants.getFirst()
                : null;
    }

    /** Applies a change; completes with false when there is nobody, or a text is too long. */
    public CompletableFuture<Boolean> update(
            RoomKey key, String identity, ParticipantChange change) {
        return with(key, identity, change::apply);
    }

    /** Takes somebody out; completes with false when there is nobody. */
    public CompletableFuture<Boolean> dismiss(
            RoomKey key, String identity, DisconnectReason reason) {
        return with(
                key,
                identity,
                participant -> {
                    participant.room().dismiss(participant, reason);
                    return true;
                });
    }

    /** Mutes or unmutes a track; completes with false when there is none. */
    public CompletableFuture<Boolean> mute(
            RoomKey key, String identity, String trackSid, boolean muted) {
        return with(
                key,
                identity,
                participant -> participant.publisher().muteFromOutside(trackSid, muted));
    }

    /**
     * Runs {@code action} on a participant, on its room's queue.
     *
     * @return completes with false when the room or the participant is not there
     */
    private CompletableFuture<Boolean> with(
            RoomKey key, String identity, Function<Participant, Boolean> action) {
        var done = new CompletableFuture<Boolean>();
        Room room = rooms.get(key);
        if (room == null) {
            done.complete(false);
            return done;
        }
        room.agenda()
                .now(
                        () -> {
                            var participant = room.byIdentity(identity);
                            done.complete(participant != null && action.apply(participant));
                        });
        return done;
    }

    /** How many are open. */
    public int count() {
        return rooms.size();
    }

    /** Tells everybody to come back later and closes every room; returns when all are closed. */
    public void close() {
        closing = true;
        var ends = new ArrayList<CompletableFuture<Void>>();
        for (Room room : List.copyOf(rooms.values())) {
            room.agenda()
                    .now(
                            () ->
                                    room.close(
                                            LeaveRequest.Action.RECONNECT,
                                            DisconnectReason.SERVER_SHUTDOWN));
            ends.add(room.ended());
        }
        // A packet plane that broke tells nothing any more, and must not keep the process.
        CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private @Nullable Room room(Admitted admitted) {
        Room open = rooms.get(key(admitted));
        boolean mayOpen = admitted.mayOpenRoom() && !closing;
        if (open != null || !mayOpen || rooms.size() >= settings.maxRooms()) {
            return open;
        }
        return rooms.computeIfAbsent(key(admitted), this::open);
    }

    private Room open(RoomKey key) {
        return open(key, RoomTerms.standard(settings));
    }

    private Room open(RoomKey key, RoomTerms terms) {
        return new Room(key, parts, settings, terms, closed -> rooms.remove(closed.key(), closed));
    }

    private Entrance absent(Admitted admitted) {
        return admitted.mayOpenRoom()
                ? new Entrance.Closed(503, "no more rooms on this server")
                : new Entrance.Closed(404, "requested room does not exist");
    }

    private static RoomKey key(Admitted admitted) {
        return new RoomKey(admitted.realm(), admitted.token().video().room());
    }

    private static <T> T ask(Room room, java.util.function.Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, room.agenda().queue()).join();
    }
}
