package io.mitalk.social.show;

import io.mitalk.db.Database;
import io.mitalk.db.Deadlines;
import io.mitalk.db.Tx;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.json.Json;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.floor.FloorMode;
import io.mitalk.social.floor.FloorSettings;
import io.mitalk.social.floor.Turn;
import io.mitalk.social.room.Room;
import io.mitalk.social.room.RoomCard;
import io.mitalk.social.room.RoomEdit;
import io.mitalk.social.room.RoomPart;
import io.mitalk.social.room.Rooms;
import io.mitalk.social.topic.Title;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thread-safe. What rooms go through: a host says it, the clock carries it out. A segment whose time is over goes on
 * until the running turn has ended, so that no agenda cuts off a speaker.
 */
public final class Shows implements RoomPart {

    private static final String DUE = "show.segment";

    private final ShowSettings settings;
    private final Parts parts;

    /** What shows are made of. */
    public record Parts(
            Database database,
            Deadlines deadlines,
            Uuid7 ids,
            Rooms rooms,
            Accounts accounts,
            FloorSettings floor) {}

    /** Adds itself to the rooms; before they start. */
    public Shows(ShowSettings settings, Parts parts) {
        this.settings = settings;
        this.parts = parts;
        parts.rooms().add(this);
        parts.deadlines()
                .on(
                        DUE,
                        (tx, key) ->
                                parts.rooms()
                                        .byItself(
                                                tx,
                                                UUID.fromString(key),
                                                "segment-changed",
                                                this::due));
    }

    public Routes routes() {
        var own = new OwnAgendas(settings.own(), parts.database(), parts.ids(), this);
        return table -> {
            new ShowRoutes(this).addTo(table);
            new OwnAgendaRoutes(own).addTo(table);
        };
    }

    /**
     * Immutable. A part that a host wants.
     *
     * @param part of a template, or null
     * @param title or null where the part has a name
     * @param boxSeconds length of a turn; null for the usual one
     */
    record Wish(
            @Nullable String part,
            @Nullable String title,
            String mode,
            @Nullable Integer boxSeconds,
            int seconds) {}

    @Override
    public String name() {
        return "show";
    }

    @Override
    public @Nullable JsonNode state(Tx tx, Room room) {
        var show = ShowStore.find(tx, room.id());
        return show == null ? null : seen(tx, show);
    }

    /** What is absent is to be taken away by the patch. */
    private ObjectNode seen(Tx tx, Show show) {
        ObjectNode seen = Json.mapper().valueToTree(view(tx, show));
        for (var optional : List.of("current", "endsAt", "expert", "interviewer")) {
            if (!seen.has(optional)) {
                seen.putNull(optional);
            }
        }
        return seen;
    }

    private ShowView view(Tx tx, Show show) {
        var named = show.pair().people();
        return ShowView.of(show, named.isEmpty() ? Map.of() : parts.accounts().cards(tx, named));
    }

    /** Cards of rooms name the expert, and as what they speak. */
    @Override
    public Map<UUID, RoomCard.Pair> pairs(Tx tx, Collection<UUID> rooms) {
        var all = ShowStore.named(tx, rooms);
        if (all.isEmpty()) {
            return Map.of();
        }
        var people =
                all.stream()
                        .flatMap(one -> one.pair().people().stream())
                        .collect(Collectors.toSet());
        var cards = parts.accounts().cards(tx, people);
        var pairs = new HashMap<UUID, RoomCard.Pair>();
        for (var one : all) {
            var expert = cards.get(one.expert());
            var interviewer = one.interviewer() == null ? null : cards.get(one.interviewer());
            if (expert != null) {
                pairs.put(one.room(), new RoomCard.Pair(expert, one.declared(), interviewer));
            }
        }
        return pairs;
    }

    @Override
    public void wentLive(RoomEdit edit) {
        var show = ShowStore.find(edit.tx(), edit.id());
        if (show != null) {
            goOn(edit, show);
        }
    }

    @Override
    public void ended(RoomEdit edit) {
        var show = ShowStore.find(edit.tx(), edit.id());
        if (show != null) {
            become(edit, show.at(null, closed(edit, show)));
        }
    }

    @Override
    public void turnEnded(RoomEdit edit, Turn turn, Turn.End how) {
        if (how != Turn.End.DROPPED) {
            due(edit);
        }
    }

    private void due(RoomEdit edit) {
        var show = ShowStore.find(edit.tx(), edit.id());
        if (show == null) {
            return;
        }
        var endsAt = show.endsAt();
        if (endsAt == null || endsAt.isAfter(edit.tx().now())) {
            return;
        }
        var turn = edit.floor().floor().turn();
        if (turn == null || turn.offered()) {
            goOn(edit, show);
        }
    }

    /**
     * What the room goes through from now on; what it has gone through stays.
     *
     * @throws ProblemRaised {@code bad-request}, {@code title-invalid}, {@code too-many-segments}, {@code
     *     stage-too-large}, {@code not-moderator} and what refuses a change of the room
     */
    ShowView plan(UUID member, UUID room, Format format, List<Wish> wishes) throws ProblemRaised {
        var wanted = wishes.isEmpty() ? format.segments() : wished(wishes);
        if (wanted.isEmpty()) {
            throw Problem.BAD_REQUEST.raise().with("field", "segments");
        }
        return changed(
                member,
                room,
                "agenda-set",
                edit -> {
                    edit.floor().mics(format.mics());
                    var before = ShowStore.find(edit.tx(), room);
                    var gone = before == null ? List.<Segment>of() : closed(edit, before);
                    if (gone.size() + wanted.size() > settings.segments()) {
                        throw ShowProblems.TOO_MANY.raise();
                    }
                    var pair = before == null || !format.pairs() ? Show.Pair.NOBODY : before.pair();
                    var show = new Show(format, pair, null, List.of());
                    ShowStore.save(edit.tx(), room, show);
                    ShowStore.dropComing(edit.tx(), room);
                    var all = new ArrayList<>(gone);
                    for (var one : wanted) {
                        var placed = one.at(all.size());
                        ShowStore.put(edit.tx(), room, placed);
                        all.add(placed);
                    }
                    edit.log(member, "agenda-set", null, format.word());
                    var full = show.at(null, all);
                    return edit.room().liveAt() != null ? goOn(edit, full) : become(edit, full);
                });
    }

    /**
     * The segments that somebody wants, in their order.
     *
     * @throws ProblemRaised {@code bad-request}, {@code title-invalid}, {@code too-many-segments}
     */
    List<Segment> wished(List<Wish> wishes) throws ProblemRaised {
        if (wishes.size() > settings.segments()) {
            throw ShowProblems.TOO_MANY.raise();
        }
        var all = new ArrayList<Segment>();
        for (var wish : wishes) {
            all.add(wished(wish).at(all.size()));
        }
        return all;
    }

    private Segment wished(Wish wish) throws ProblemRaised {
        var title = wish.title() == null ? "" : wish.title().strip();
        var part = wish.part() == null || !title.isEmpty() ? "" : wish.part();
        if (!part.isEmpty() && !Format.known(part)) {
            throw Problem.BAD_REQUEST.raise().with("field", "part");
        }
        var mode = FloorMode.of(wish.mode());
        var box = wish.boxSeconds() == null ? parts.floor().box() : seconds(wish.boxSeconds());
        bound("boxSeconds", box, parts.floor().boxMin(), parts.floor().boxMax());
        var planned = seconds(wish.seconds());
        bound("seconds", planned, settings.shortest(), settings.longest());
        return new Segment(
                0, part, part.isEmpty() ? Title.tidy(title) : "", mode, box, planned, null, null);
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    private static void bound(String field, Duration value, Duration least, Duration most)
            throws ProblemRaised {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw Problem.BAD_REQUEST.raise().with("field", field);
        }
    }

    /**
     * Goes over to the next segment, before its time or after it.
     *
     * @throws ProblemRaised {@code no-segment-runs}, {@code not-moderator} and what refuses a change of the room
     */
    ShowView next(UUID member, UUID room) throws ProblemRaised {
        return changed(
                member,
                room,
                "segment-changed",
                edit -> {
                    edit.log(member, "segment-ended", null, null);
                    return goOn(edit, running(edit));
                });
    }

    /**
     * Lets the running segment last longer than planned.
     *
     * @throws ProblemRaised {@code bad-request}, {@code no-segment-runs}, {@code not-moderator} and what refuses a
     *     change of the room
     */
    ShowView more(UUID member, UUID room, int seconds) throws ProblemRaised {
        var more = seconds(seconds);
        bound("seconds", more, Duration.ofSeconds(1), settings.most());
        return changed(
                member,
                room,
                "segment-extended",
                edit -> {
                    var show = running(edit);
                    var now = edit.tx().now();
                    var ends = show.endsAt() == null ? now : show.endsAt();
                    var from = ends.isBefore(now) ? now : ends;
                    edit.log(member, "segment-extended", null, Integer.toString(seconds));
                    return become(edit, show.at(from.plus(more), show.segments()));
                });
    }

    /**
     * The room goes through nothing more; the floor stays as it is.
     *
     * @throws ProblemRaised {@code no-agenda}, {@code not-moderator} and what refuses a change of the room
     */
    ShowView drop(UUID member, UUID room) throws ProblemRaised {
        return changed(
                member,
                room,
                "agenda-dropped",
                edit -> {
                    var show = require(edit.tx(), room);
                    edit.floor().mics(0);
                    ShowStore.dropComing(edit.tx(), room);
                    edit.log(member, "agenda-dropped", null, null);
                    var over = show.at(null, closed(edit, show));
                    return become(edit, over.of(Show.Pair.NOBODY));
                });
    }

    /**
     * Names who is asked and who asks; both sit on the stage.
     *
     * @throws ProblemRaised {@code no-pair} in formats that name nobody, {@code not-on-stage}, {@code bad-request} for
     *     one person in both places, {@code no-agenda}, {@code not-moderator} and what refuses a change of the room
     */
    ShowView pair(UUID member, UUID room, Show.Pair pair) throws ProblemRaised {
        if (pair.expert() != null && pair.expert().equals(pair.interviewer())) {
            throw Problem.BAD_REQUEST.raise().with("field", "interviewer");
        }
        return changed(
                member,
                room,
                "pair-named",
                edit -> {
                    var show = require(edit.tx(), room);
                    if (!show.format().pairs()) {
                        throw ShowProblems.NO_PAIR.raise();
                    }
                    for (var named : pair.people()) {
                        edit.floor().mustSit(named);
                    }
                    edit.log(member, "pair-named", null, null);
                    return become(edit, show.of(pair));
                });
    }

    /**
     * What a room goes through, or went through.
     *
     * @throws ProblemRaised {@code no-agenda}, {@code not-found}, {@code removed-from-room}
     */
    ShowView of(Visitor visitor, UUID room) throws ProblemRaised {
        return parts.database()
                .<ShowView, ProblemRaised>read(
                        tx -> {
                            parts.rooms().visit(tx, room, visitor);
                            return view(tx, require(tx, room));
                        });
    }

    /** What a host makes of it. */
    private interface Change {
        Show make(RoomEdit edit) throws ProblemRaised;
    }

    private ShowView changed(UUID member, UUID room, String type, Change change)
            throws ProblemRaised {
        return parts.database()
                .<ShowView, ProblemRaised>write(
                        tx ->
                                parts.rooms()
                                        .change(
                                                tx,
                                                member,
                                                room,
                                                type,
                                                (edit, visit) -> {
                                                    visit.mustHost();
                                                    return view(tx, change.make(edit));
                                                }));
    }

    private static Show require(Tx tx, UUID room) throws ProblemRaised {
        var show = ShowStore.find(tx, room);
        if (show == null) {
            throw ShowProblems.NO_AGENDA.raise();
        }
        return show;
    }

    private static Show running(RoomEdit edit) throws ProblemRaised {
        var show = ShowStore.find(edit.tx(), edit.id());
        if (show == null || show.running() == null) {
            throw ShowProblems.NOTHING_RUNS.raise();
        }
        return show;
    }

    /** Ends what runs, and begins what comes; the floor follows. */
    private Show goOn(RoomEdit edit, Show show) {
        var segments = new ArrayList<>(closed(edit, show));
        var left = show.at(null, all(segments, show));
        var next = left.coming();
        if (next == null) {
            return become(edit, left);
        }
        var now = edit.tx().now();
        var begun = next.began(now);
        ShowStore.put(edit.tx(), edit.id(), begun);
        edit.floorMode(begun.mode(), begun.box());
        edit.log(null, "segment-began", null, Integer.toString(begun.place()));
        return become(
                edit,
                show.at(
                        now.plus(begun.planned()),
                        left.segments().stream()
                                .map(one -> one.place() == begun.place() ? begun : one)
                                .toList()));
    }

    /** Those that have begun, all of them ended now. */
    private static List<Segment> closed(RoomEdit edit, Show show) {
        var gone = new ArrayList<Segment>();
        for (var one : show.segments()) {
            if (one.running()) {
                var over = one.ended(edit.tx().now());
                ShowStore.put(edit.tx(), edit.id(), over);
                gone.add(over);
            } else if (one.began() != null) {
                gone.add(one);
            }
        }
        return gone;
    }

    private static List<Segment> all(List<Segment> gone, Show show) {
        var all = new ArrayList<>(gone);
        show.segments().stream().filter(one -> one.began() == null).forEach(all::add);
        return all;
    }

    /** Saves, tells, and sets when it goes on by itself. */
    private Show become(RoomEdit edit, Show show) {
        ShowStore.save(edit.tx(), edit.id(), show);
        var key = edit.id().toString();
        Instant endsAt = show.endsAt();
        if (endsAt == null) {
            parts.deadlines().cancel(edit.tx(), DUE, key);
        } else {
            parts.deadlines().set(edit.tx(), DUE, key, endsAt);
        }
        edit.say(this, seen(edit.tx(), show));
        edit.cardChanged();
        return show;
    }
}
