package io.mitalk.social.replay;

import io.mitalk.blob.ShelfException;
import io.mitalk.db.Database;
import io.mitalk.db.Deadlines;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.lifecycle.SerialQueue;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.keep.Keeper;
import io.mitalk.social.keep.Keeping;
import io.mitalk.social.notify.Notices;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomEdit;
import io.mitalk.social.room.RoomPart;
import io.mitalk.social.room.Rooms;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thread-safe. Recordings of rooms: switched on by a host, agreed to by each speaker, kept as one file a stretch of one
 * voice, heard by whoever may see the room.
 */
public final class Recordings implements RoomPart, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);
    private static final String EXPIRE = "replay.expire";
    private static final String ON = "on";
    private static final String FULL = "full";
    private static final String STOPPED = "recording-stopped";
    private static final long ADOPT_MS = 60_000;
    private static final long CLOSE_SECONDS = 3;

    /** More than a day of one voice at the highest bit rate of Opus. */
    private static final long MOST_BYTES = 10L << 30;

    private final RecordingSettings settings;
    private final Parts parts;
    private final Keeper keeper;
    private final SerialQueue facts;
    private Threads.@Nullable Timer timer;

    /** What recordings are made with. */
    public record Parts(
            Database database,
            Deadlines deadlines,
            Threads threads,
            Notices notices,
            Rooms rooms,
            RecorderPort recorder) {}

    /** Registers what it does; before the deadlines and the rooms start. */
    public Recordings(RecordingSettings settings, Parts parts, Keeping keeping) {
        this.settings = settings;
        this.parts = parts;
        this.keeper = keeping.keeper(RecordingStore::named);
        this.facts = parts.threads().serialQueue("recordings");
        parts.rooms().add(this);
        parts.deadlines().on(EXPIRE, (tx, key) -> expire(tx, UUID.fromString(key)));
        parts.recorder().facts(fact -> facts.execute(() -> take(fact)));
    }

    /** Takes up what an earlier run left; when nothing is recorded yet. */
    public void start() {
        var waiting = parts.recorder().waiting();
        parts.database().run(tx -> RecordingStore.forget(tx, waiting));
        adopt();
        timer = parts.threads().every(ADOPT_MS, () -> facts.execute(this::adopt));
    }

    /** Everything under {@code /api/rooms/{id}/recording}. */
    public Routes routes() {
        return new RecordingRoutes(this);
    }

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public @Nullable JsonNode state(Tx tx, Room room) {
        var state = RecordingStore.state(tx, room.id());
        return state == null
                ? null
                : sign(state).set("answers", answers(RecordingStore.answers(tx, room.id())));
    }

    private static ObjectNode sign(String state) {
        return Json.mapper()
                .createObjectNode()
                .put("on", state.equals(ON))
                .put("full", state.equals(FULL));
    }

    private static ObjectNode answers(Map<UUID, Boolean> answers) {
        var node = Json.mapper().createObjectNode();
        answers.forEach((account, agreed) -> node.put(account.toString(), agreed));
        return node;
    }

    @Override
    public Set<UUID> recorded(Tx tx, Room room) {
        return ON.equals(RecordingStore.state(tx, room.id()))
                ? RecordingStore.agreed(tx, room.id())
                : Set.of();
    }

    @Override
    public void ended(RoomEdit edit) {
        var tx = edit.tx();
        var state = RecordingStore.state(tx, edit.id());
        if (state == null) {
            return;
        }
        if (state.equals(ON)) {
            RecordingStore.state(tx, edit.id(), "off");
            edit.say(this, sign("off"));
        }
        var until = tx.now().plus(settings.keep());
        parts.deadlines().set(tx, EXPIRE, edit.id().toString(), until);
    }

    /**
     * Begins or ends to record; whoever begins agrees to be recorded.
     *
     * @throws ProblemRaised {@code not-moderator} and whatever rooms refuse with
     */
    void run(UUID member, UUID room, boolean on) throws ProblemRaised {
        parts.database()
                .<ProblemRaised>run(
                        tx ->
                                parts.rooms()
                                        .change(
                                                tx,
                                                member,
                                                room,
                                                on ? "recording-began" : "recording-ended",
                                                (edit, visit) -> {
                                                    visit.mustHost();
                                                    run(edit, member, on);
                                                    return true;
                                                }));
    }

    private void run(RoomEdit edit, UUID member, boolean on) {
        var tx = edit.tx();
        boolean was = ON.equals(RecordingStore.state(tx, edit.id()));
        if (was == on) {
            return;
        }
        RecordingStore.state(tx, edit.id(), on ? ON : "off");
        var patch = sign(on ? ON : "off");
        if (on) {
            RecordingStore.agree(tx, edit.id(), member, true);
            patch.set("answers", answers(Map.of(member, true)));
        }
        edit.say(this, patch);
        edit.log(member, on ? "recording-began" : "recording-ended", null, null);
        edit.planAnew();
    }

    /** Immutable. Whoever asks; {@code guest} is what their cookie says, for those without an account. */
    record Asker(Visitor visitor, String guest) {}

    private @Nullable UUID standing(Tx tx, Asker asker, UUID room) {
        return parts.rooms().standing(tx, room, asker.visitor(), asker.guest());
    }

    /**
     * Lets somebody be recorded, or not; a no deletes what was recorded of them here, also when the room is over or
     * shut to them.
     *
     * @throws ProblemRaised {@code not-signed-in} for a guest who never stood on this stage, {@code not-recorded} where
     *     there is nothing to be in, and whatever rooms refuse with
     */
    void answer(Asker asker, UUID room, boolean agree) throws ProblemRaised {
        var gone =
                parts.database()
                        .<List<String>, ProblemRaised>write(tx -> answer(tx, asker, room, agree));
        gone.forEach(keeper::drop);
    }

    private List<String> answer(Tx tx, Asker asker, UUID room, boolean agree) throws ProblemRaised {
        var member = standing(tx, asker, room);
        if (member == null) {
            throw Problem.NOT_SIGNED_IN.raise();
        }
        if (RecordingStore.state(tx, room) == null) {
            throw RecordingProblems.NOT_RECORDED.raise();
        }
        String type = agree ? "recording-agreed" : "recording-withdrawn";
        var before = RecordingStore.answers(tx, room).get(member);
        if (agree || before == null) {
            parts.rooms().change(tx, member, room, type, (edit, _) -> say(edit, member, agree));
        } else {
            parts.rooms().byItself(tx, room, type, edit -> say(edit, member, false));
            RecordingStore.agree(tx, room, member, false);
        }
        if (agree) {
            return List.of();
        }
        parts.rooms().note(tx, room, member, type);
        return RecordingStore.withdraw(tx, room, member);
    }

    private boolean say(RoomEdit edit, UUID member, boolean agree) {
        RecordingStore.agree(edit.tx(), edit.id(), member, agree);
        var patch = Json.mapper().createObjectNode();
        patch.set("answers", answers(Map.of(member, agree)));
        edit.say(this, patch);
        edit.planAnew();
        return true;
    }

    /**
     * What can be heard of a room.
     *
     * @throws ProblemRaised whatever rooms refuse with
     */
    RecordingView view(Asker asker, UUID room) throws ProblemRaised {
        return parts.database()
                .<RecordingView, ProblemRaised>read(
                        tx -> {
                            var visit = parts.rooms().visit(tx, room, asker.visitor());
                            return view(tx, visit.room(), standing(tx, asker, room));
                        });
    }

    private RecordingView view(Tx tx, Room room, @Nullable UUID asker) {
        var state = RecordingStore.state(tx, room.id());
        var tracks = RecordingStore.tracks(tx, room.id());
        var turns = RecordingStore.turns(tx, room.id());
        var people = new HashSet<UUID>();
        tracks.forEach(track -> people.add(track.account()));
        turns.forEach(turn -> people.add(turn.account()));
        var cards = parts.rooms().cards(tx, people);
        var zero = room.liveAt() == null ? room.openedAt() : room.liveAt();
        var heard =
                tracks.stream()
                        .filter(track -> track.blob() != null)
                        .map(track -> heard(track, cards, zero))
                        .toList();
        return new RecordingView(
                state == null ? "none" : state,
                tracks.stream().noneMatch(track -> track.state().equals("writing")),
                asker == null ? null : RecordingStore.answers(tx, room.id()).get(asker),
                heard,
                turns.stream()
                        .map(
                                turn ->
                                        new RecordingView.Turn(
                                                card(cards, turn.account()),
                                                seconds(zero, turn.began()),
                                                seconds(turn.began(), turn.ended())))
                        .toList());
    }

    private static RecordingView.Heard heard(
            Track track, Map<UUID, PersonCard> cards, Instant zero) {
        return new RecordingView.Heard(
                track.id(),
                card(cards, track.account()),
                track.began(),
                seconds(zero, track.began()),
                track.durationMs() / 1000.0,
                "/api/rooms/" + track.room() + "/recording/" + track.id());
    }

    private static PersonCard card(Map<UUID, PersonCard> cards, UUID account) {
        var card = cards.get(account);
        return card == null ? new PersonCard(account, "", "", null) : card;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /**
     * The blob of a track that the visitor may hear.
     *
     * @throws ProblemRaised {@code recording-gone} when its speaker took it back or its time is over, {@code not-found}
     */
    String blob(Visitor visitor, UUID room, UUID id) throws ProblemRaised {
        return parts.database()
                .<String, ProblemRaised>read(
                        tx -> {
                            parts.rooms().visit(tx, room, visitor);
                            var track = RecordingStore.track(tx, id);
                            if (track == null || !track.room().equals(room)) {
                                throw Problem.NOT_FOUND.raise();
                            }
                            var blob = track.blob();
                            if (blob == null) {
                                throw (track.state().equals("writing")
                                                ? Problem.NOT_FOUND
                                                : RecordingProblems.GONE)
                                        .raise();
                            }
                            return blob;
                        });
    }

    Keeper keeper() {
        return keeper;
    }

    private void expire(Tx tx, UUID room) {
        RecordingStore.state(tx, room, "expired");
        RecordingStore.expire(tx, room);
    }

    /** What the recorder told; on a queue of its own, since the disk or the database may be slow. */
    private void take(RecorderFact fact) {
        switch (fact) {
            case RecorderFact.Began(var track, var room, var identity, var at) -> {
                var account = account(identity);
                if (account != null) {
                    parts.database().run(tx -> RecordingStore.begin(tx, track, room, account, at));
                }
            }
            case RecorderFact.Ended(var track) -> adopt(track);
            case RecorderFact.Stopped() -> stopped();
        }
    }

    /** Whoever is on the stage goes by a UUID, with an account or by a pass; whoever listens without one does not. */
    private static @Nullable UUID account(String identity) {
        try {
            return UUID.fromString(identity);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void stopped() {
        for (var room : parts.database().read(RecordingStore::running)) {
            parts.database()
                    .run(tx -> parts.rooms().byItself(tx, room, "recording-stopped", this::stop));
        }
    }

    private void stop(RoomEdit edit) {
        RecordingStore.state(edit.tx(), edit.id(), FULL);
        edit.say(this, sign(FULL));
        edit.log(null, "recording-stopped", null, "disk full");
        edit.planAnew();
        tellOperators(edit.tx(), edit.room());
    }

    /** Only they can make room; each room is said once, however often its hosts try again. */
    private void tellOperators(Tx tx, Room room) {
        var told = new Stop(room.id(), room.title());
        for (var operator : RecordingStore.operators(tx)) {
            parts.notices().withdraw(tx, operator, STOPPED, room.id());
            parts.notices().tell(tx, operator, STOPPED, room.id(), told);
        }
    }

    /** Immutable. Where recording stopped by itself. */
    record Stop(UUID roomId, String title) {}

    /** Puts every file that waits on the shelf; what fails is tried again. */
    private void adopt() {
        parts.recorder().waiting().forEach(this::adopt);
    }

    private void adopt(UUID track) {
        try {
            keep(track);
        } catch (IOException | ShelfException e) {
            LOG.error("a recording is not kept yet; it is tried again", e);
        }
    }

    private void keep(UUID id) throws IOException, ShelfException {
        var recorder = parts.recorder();
        var track =
                parts.database()
                        .<@Nullable Track, RuntimeException>read(
                                tx -> RecordingStore.track(tx, id));
        if (track == null || !track.state().equals("writing")) {
            recorder.discard(id);
            return;
        }
        long durationMs = recorder.mend(id);
        String blob;
        try (var file = recorder.read(id)) {
            blob = keeper.stream(file, MOST_BYTES);
        }
        boolean kept = parts.database().write(tx -> RecordingStore.keep(tx, id, blob, durationMs));
        recorder.discard(id);
        if (!kept) {
            keeper.drop(blob);
        }
    }

    /** Waits a little until what the recorder told is written; what is not is taken up at the next start. */
    @Override
    public void close() {
        var running = timer;
        if (running != null) {
            running.cancel();
        }
        var settled = new CompletableFuture<Void>();
        facts.execute(() -> settled.complete(null));
        settled.completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
    }
}
