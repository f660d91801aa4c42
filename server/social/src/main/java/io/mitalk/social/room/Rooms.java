package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.fact.Fact;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.social.account.PersonCard;
import io.mitalk.social.account.ShutOutChanged;
import io.mitalk.social.floor.Floors;
import io.mitalk.social.graph.BlockChanged;
import io.mitalk.social.report.RoomWarden;
import io.mitalk.social.topic.Title;
import io.mitalk.social.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. The verbs of rooms, and what keeps them running: facts of the media plane in, plans for it out, timers,
 * and repair of whatever was lost in between.
 */
public final class Rooms implements RoomWarden, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);
    private static final long LEASE_MS = 1_000;
    private static final long PURGE_MS = 10_000;
    private static final long REPAIR_MS = 60_000;
    private static final int ALTERNATIVES = 3;
    private static final int CHOICES = 50;
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final RoomTools tools;
    private final RoomTimers timers;
    private final Presence presence;
    private final Entrance entrance;
    private final Moderation moderation;
    private final StageVerbs stageVerbs;
    private final FloorVerbs floorVerbs;
    private final SubRoomVerbs subRooms;
    private final QuietGuard quiet;
    private final Passes passes;
    private final Votes votes;
    private final Upkeep upkeep;
    private final List<RoomPart> added = new CopyOnWriteArrayList<>();
    private final List<Pulse> pulses = new ArrayList<>();
    private List<Threads.Timer> running = List.of();

    /** Registers its timers, channels and listeners; {@link #start} begins the work. */
    public Rooms(RoomSettings settings, RoomParts parts) {
        var floors = new Floors(settings.floor(), parts.ids());
        var views = new Views(parts.accounts(), settings, floors, added);
        tools = new RoomTools(parts, settings, floors, views, added);
        timers = new RoomTimers(tools);
        quiet = new QuietGuard(tools);
        presence = new Presence(tools, timers, quiet);
        entrance = new Entrance(tools);
        moderation = new Moderation(tools);
        stageVerbs = new StageVerbs(tools);
        floorVerbs = new FloorVerbs(tools);
        var subRoomPart = new SubRoomPart(views);
        subRooms = new SubRoomVerbs(tools, subRoomPart);
        passes = new Passes(this, tools, timers);
        added.add(subRoomPart);
        added.add(quiet);
        quiet.listen(parts.deadlines());
        votes = new Votes(tools);
        pulses.add(votes.pulse());
        upkeep = new Upkeep(tools, timers);
        timers.listen();
        parts.hub().register(new RoomChannel(tools));
        parts.hub().register(new HostChannel(tools));
        parts.database().onCommit(this::hear);
        parts.stage().facts(presence::take);
    }

    /**
     * Brings the rooms of the last run back: closes what a crash left open, and applies every plan, so that the media
     * plane knows all rooms before the first client comes. Before the deadlines and the HTTP server start.
     */
    public void start() {
        upkeep.takeUp();
        upkeep.applyPlans();
        var threads = tools.parts().threads();
        running = new ArrayList<>();
        running.add(threads.every(LEASE_MS, this::renewLease));
        running.add(threads.every(PURGE_MS, logged(upkeep::purgeTickets)));
        running.add(threads.every(REPAIR_MS, logged(this::repair)));
        for (var pulse : pulses) {
            running.add(threads.every(pulse.periodMs(), logged(pulse::tell)));
        }
    }

    /** Lets another noun add to rooms; before {@link #start}. */
    public void add(RoomPart part) {
        added.add(part);
    }

    /** Something that is told of rooms under {@code key}, at most once a period; before {@link #start}. */
    public Pulse pulse(String key, long periodMs, Pulse.Count count) {
        var pulse = new Pulse(tools, key, periodMs, count);
        pulses.add(pulse);
        return pulse;
    }

    /** What many may wish of a room at once, done together by {@code work}. */
    public <W> Together<W> together(Together.Work<W> work) {
        return new Together<>(tools, work);
    }

    /**
     * What the visitor is in a room, ended or not.
     *
     * @throws ProblemRaised {@code not-found}, {@code removed-from-room}, {@code suspended}
     */
    public Visit visit(Tx tx, UUID room, Visitor visitor) throws ProblemRaised {
        var who = Who.of(visitor, "");
        var found = RoomStore.require(tx, room);
        return Visit.of(found, who, Door.enter(tx, found, who));
    }

    /**
     * As whom somebody stands in a room: their account, or what a guest goes by whom a pass put on its stage; null for
     * who only listens without an account.
     *
     * @param guest what the request's cookie says, as {@link Guests#known} reads it
     */
    public @Nullable UUID standing(Tx tx, UUID room, Visitor visitor, String guest) {
        var account = visitor.accountId();
        return account == null
                ? Passes.recognised(tx, room, new Who(guest, null, false)).account()
                : account;
    }

    /** Cards of whoever stands or stood on a stage, with an empty name for who is not known any more. */
    public Map<UUID, PersonCard> cards(Tx tx, Collection<UUID> people) {
        var faces = tools.views().faces(tx, people);
        return people.stream().distinct().collect(Collectors.toMap(id -> id, faces::of));
    }

    /**
     * The same of many members at once.
     *
     * @throws ProblemRaised {@code not-found}
     */
    public Visits visits(Tx tx, UUID room, Collection<UUID> members) throws ProblemRaised {
        return Visits.of(tx, RoomStore.require(tx, room), members);
    }

    /** Whether a member may come into a room. */
    public boolean isOpenTo(Tx tx, Room room, UUID member) {
        return Door.open(tx, room, Who.member(member));
    }

    /** Changes a room under its row's lock, and answers what the asker is told. */
    @FunctionalInterface
    public interface Change<T> {
        T make(RoomEdit edit, Visit visit) throws ProblemRaised;
    }

    /**
     * Lets a member, or a guest on the stage, change a room that is open.
     *
     * @param type what happened, in the past tense, for who watches the room
     * @throws ProblemRaised what the change throws, {@code not-found}, {@code removed-from-room}, {@code room-ended}
     */
    public <T> T change(Tx tx, UUID member, UUID room, String type, Change<T> change)
            throws ProblemRaised {
        var edit = RoomEdit.require(tx, tools, room);
        var who = Who.named(member);
        var visit = Visit.of(edit.room(), who, Door.enter(tx, edit.room(), who));
        visit.mustBeOpen();
        var answer = change.make(edit, visit);
        edit.finish(type);
        return answer;
    }

    /** The same for what happens by itself, in a room that is still open; nothing happens in one that ended. */
    public void byItself(Tx tx, UUID room, String type, Consumer<RoomEdit> change) {
        var edit = RoomEdit.lock(tx, tools, room);
        if (edit != null && !edit.room().ended()) {
            change.accept(edit);
            edit.finish(type);
        }
    }

    /**
     * Raises a member's hand in a room that is being changed, also of who could speak without one.
     *
     * @throws ProblemRaised {@code too-many-requests}, {@code hands-locked}, {@code hands-full}, {@code not-in-room},
     *     {@code just-spoke}
     */
    public void handUp(RoomEdit edit, UUID member) throws ProblemRaised {
        stageVerbs.handUp(edit, member);
    }

    /** What is known of floors. */
    public Floors floors() {
        return tools.floors();
    }

    /** Writes a line of a room's log, also of one that ended. */
    public void note(Tx tx, UUID room, UUID actor, String act) {
        var line =
                new RoomStore.Line(tools.parts().ids().next(), room, actor, act, actor.toString());
        RoomStore.log(tx, line, null);
    }

    /** Everything under /api/rooms and the operators' list of rooms. */
    public Routes routes() {
        return new RoomRoutes(this);
    }

    /** What rooms give to the channel of an account. */
    public RoomsOfAccount accountPart() {
        return new RoomsOfAccount();
    }

    /**
     * Immutable. A room to be opened.
     *
     * @param first how long it waits for its first person
     */
    public record Opening(
            String title,
            Topics.Choice topic,
            Visibility visibility,
            String language,
            Duration first) {}

    /**
     * Opens a room backstage, with its host as moderator. Opening for somebody (a proposal's time has come) is not held
     * against their limit.
     *
     * @throws ProblemRaised {@code title-invalid}, {@code not-found} for an unknown topic
     */
    public UUID open(Tx tx, UUID host, Opening opening) throws ProblemRaised {
        var title = Title.tidy(opening.title());
        var topic = tools.parts().topics().chosen(tx, host, opening.topic());
        var id = tools.parts().ids().next();
        var room =
                new Room(
                        id,
                        title,
                        topic,
                        "",
                        opening.visibility(),
                        opening.language(),
                        Phase.BACKSTAGE,
                        host,
                        false,
                        tx.now(),
                        null,
                        null,
                        null,
                        0,
                        0,
                        0);
        RoomStore.insert(tx, room);
        AudienceStore.open(tx, id);
        var edit = RoomEdit.require(tx, tools, id);
        edit.put(StageSeat.taken(host, Role.MODERATOR, tx.now(), false));
        edit.log(host, "room-opened", null);
        edit.finish("room-opened");
        tools.parts()
                .deadlines()
                .set(tx, RoomTimers.EMPTY, id.toString(), tx.now().plus(opening.first()));
        return id;
    }

    /** The same by the host's own request, who may keep only so many rooms open. */
    RoomView openOwn(UUID host, Opening opening) throws ProblemRaised {
        return tools.parts()
                .database()
                .<RoomView, ProblemRaised>write(
                        tx -> {
                            if (RoomStore.openOf(tx, host) >= tools.settings().openMax()) {
                                throw RoomProblems.TOO_MANY_ROOMS.raise();
                            }
                            var id = open(tx, host, opening);
                            var room = RoomEdit.require(tx, tools, id).room();
                            var who = Who.member(host);
                            var tie = RoomStore.tie(tx, room, who.identity(), host);
                            return tools.views().view(tx, room, Views.you(who, tie));
                        });
    }

    /** Open rooms that the visitor may see, those on air first. */
    public List<RoomCard> open(Tx tx, Visitor visitor, int limit) {
        return tools.views().cards(tx, RoomStore.open(tx, asker(visitor), limit));
    }

    /** Rooms that ended within that time and that the visitor may see, the latest first. */
    public List<RoomCard> ended(Tx tx, Visitor visitor, Duration within, int limit) {
        var since = tx.now().minus(within);
        return tools.views().cards(tx, RoomStore.ended(tx, asker(visitor), since, limit));
    }

    /**
     * Up to three other rooms for who is in one that ended: live ones first, those on the same topic before others.
     *
     * @throws ProblemRaised {@code not-found}, {@code removed-from-room}, {@code suspended}
     */
    List<RoomCard> alternatives(Tx tx, UUID room, Visitor visitor) throws ProblemRaised {
        var from = visit(tx, room, visitor).room();
        var since = tx.now().minus(REMEMBERED);
        var live =
                RoomStore.open(tx, asker(visitor), CHOICES).stream()
                        .filter(other -> other.phase() == Phase.LIVE);
        var over = RoomStore.ended(tx, asker(visitor), since, CHOICES).stream();
        var nearest =
                Stream.concat(live, over)
                        .filter(other -> !other.id().equals(room))
                        .sorted(
                                Comparator.comparing((Room other) -> other.ended())
                                        .thenComparing(
                                                other -> !other.topic().equals(from.topic())))
                        .limit(ALTERNATIVES)
                        .toList();
        return tools.views().cards(tx, nearest);
    }

    private static RoomStore.Asker asker(Visitor visitor) {
        return new RoomStore.Asker(visitor.accountId(), visitor.isMember());
    }

    @Override
    public @Nullable String title(Tx tx, UUID room) {
        var found = RoomStore.find(tx, room);
        return found == null ? null : found.title();
    }

    @Override
    public void end(Tx tx, UUID room, UUID operator, String reason) {
        moderation.endByOperator(tx, room, operator, reason);
    }

    RoomTools tools() {
        return tools;
    }

    Entrance entrance() {
        return entrance;
    }

    StageVerbs stageVerbs() {
        return stageVerbs;
    }

    FloorVerbs floorVerbs() {
        return floorVerbs;
    }

    SubRoomVerbs subRooms() {
        return subRooms;
    }

    Passes passes() {
        return passes;
    }

    QuietGuard quiet() {
        return quiet;
    }

    Votes votes() {
        return votes;
    }

    Moderation moderation() {
        return moderation;
    }

    /** Whether all facts of the media plane that came so far are written. */
    boolean settled() {
        return presence.idle();
    }

    private void hear(List<Fact> facts) {
        for (var fact : facts) {
            switch (fact) {
                case PlanMade(var plan) -> tools.parts().stage().apply(plan);
                case AudienceChanged(var room, var listeners, var guests) ->
                        tools.parts()
                                .hub()
                                .ephemeral(
                                        RoomChannel.name(room),
                                        "audience",
                                        Json.mapper()
                                                .createObjectNode()
                                                .put("listeners", listeners)
                                                .put("guests", guests));
                case Pulse.Touched(var pulse, var room) -> pulse.stale(room);
                case ShutOutChanged(var account) -> later(() -> upkeep.shutOutChanged(account));
                case BlockChanged(var by, var whom, _) ->
                        later(() -> upkeep.blockChanged(by, whom));
                default -> {} // facts are open: those of other nouns are not ours
            }
        }
    }

    /** Facts are told one transaction after another, and are not to wait for one of ours. */
    private void later(Runnable task) {
        tools.parts().threads().virtual().execute(logged(task));
    }

    private void repair() {
        upkeep.applyPlans();
        upkeep.sendStraysAway();
    }

    void renewLease() {
        try {
            tools.parts().database().run(AudienceStore::renewLease);
        } catch (RuntimeException e) { // the next second says it again
            LOG.debug("the lease of rooms is not renewed", e);
        }
    }

    /** What fails now is repaired the next time; the timer goes on. */
    private static Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("upkeep of rooms failed; it is tried again", e);
            }
        };
    }

    /** Writes what the media plane told last, and renews the lease, so that intervals end when the server did. */
    @Override
    public void close() {
        running.forEach(Threads.Timer::cancel);
        presence.close();
        renewLease();
    }
}
