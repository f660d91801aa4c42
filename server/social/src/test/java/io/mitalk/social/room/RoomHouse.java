package io.mitalk.social.room;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.db.Database;
import io.mitalk.db.Deadlines;
import io.mitalk.db.testing.TestDatabase;
import io.mitalk.http.HttpServer;
import io.mitalk.http.HttpSettings;
import io.mitalk.http.HttpStartException;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Visitor;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.fact.Fact;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.testing.ManualClock;
import io.mitalk.kit.text.Language;
import io.mitalk.realtime.ChannelEvent;
import io.mitalk.realtime.Ephemeral;
import io.mitalk.realtime.Hub;
import io.mitalk.realtime.HubSettings;
import io.mitalk.realtime.LocalBus;
import io.mitalk.social.account.AccountSettings;
import io.mitalk.social.account.Accounts;
import io.mitalk.social.account.ShutOutChanged;
import io.mitalk.social.action.Actions;
import io.mitalk.social.floor.FloorKeys;
import io.mitalk.social.graph.Blocks;
import io.mitalk.social.hallway.Hallway;
import io.mitalk.social.hallway.HallwaySettings;
import io.mitalk.social.keep.Keeping;
import io.mitalk.social.notify.Notices;
import io.mitalk.social.proposal.ProposalSettings;
import io.mitalk.social.proposal.Proposals;
import io.mitalk.social.testing.FakeRecorder;
import io.mitalk.social.testing.FakeStage;
import io.mitalk.social.testing.RealtimeContract;
import io.mitalk.social.testing.TestFolder;
import io.mitalk.social.topic.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one test class. A community's rooms over real HTTP and PostgreSQL, with a stage and a clock that the test
 * moves, and a server that can be killed and started again.
 */
public final class RoomHouse implements AutoCloseable {

    static final RoomSettings SETTINGS = guestJoins(1_000_000);

    /** The settings of every test, with this many joins of guests a minute. */
    static RoomSettings guestJoins(int perMinute) {
        return new RoomSettings(
                16,
                4,
                8_000,
                100,
                12,
                3,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                perMinute,
                Duration.ofMinutes(30),
                8,
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                5,
                Duration.ofHours(24),
                Duration.ofDays(90),
                FloorKeys.settings(Config.defaults(FloorKeys.ALL)));
    }

    private static final ProposalSettings PROPOSALS =
            new ProposalSettings(
                    3, 5, Duration.ofDays(90), Duration.ofMinutes(30), Duration.ofMinutes(10));

    private final ManualClock clock = new ManualClock();
    private final TestDatabase testDatabase = TestDatabase.create(clock);
    private final TestFolder folder = TestFolder.create();
    private final FakeRecorder recorder = new FakeRecorder();
    private final RealtimeContract contract = new RealtimeContract();
    private final RoomSettings settings;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Uuid7 ids = new Uuid7(clock, Randomness.secure());
    private final Blocks blocks = new Blocks(100);
    private Run run;

    /** What lives from one start of the server to its end. */
    private record Run(
            Database database,
            Threads threads,
            Deadlines deadlines,
            Hub hub,
            FakeStage stage,
            Rooms rooms,
            HttpServer server,
            List<ChannelEvent> events) {}

    private record Marker(CountDownLatch heard) implements Fact {}

    public RoomHouse() {
        this(SETTINGS);
    }

    RoomHouse(RoomSettings settings) {
        this.settings = settings;
        this.run = begin();
    }

    private Run begin() {
        var database = testDatabase.another();
        var threads = Threads.create();
        var deadlines = new Deadlines(database);
        var hub =
                Hub.create(
                        HubSettings.STANDARD,
                        new Hub.Parts(clock, threads, new SimpleMeterRegistry(), bus()));
        var stage = new FakeStage(clock);
        var accounts =
                new Accounts(
                        new AccountSettings(Duration.ofDays(7), 60, 60, 30, 1 << 19),
                        ids,
                        deadlines);
        var topics = new Topics(database, ids);
        var events = listen(database);
        var rooms =
                new Rooms(
                        settings,
                        new RoomParts(
                                database,
                                deadlines,
                                ids,
                                clock,
                                Randomness.secure(),
                                threads,
                                hub,
                                accounts,
                                new Actions(ids),
                                topics,
                                stage,
                                _ -> new byte[32]));
        var notices = new Notices(ids, accounts, 100);
        var keeping = new Keeping(folder.shelf(clock), database, threads);
        var nouns =
                HouseNouns.of(
                        new HouseNouns.Made(
                                database, deadlines, ids, clock, threads, hub, accounts, notices,
                                rooms, keeping, recorder));
        var proposals =
                new Proposals(
                        PROPOSALS,
                        new Proposals.Parts(
                                database, deadlines, ids, accounts, notices, topics, rooms));
        var hallway =
                Hallway.create(
                        new HallwaySettings(100, 12, Duration.ofDays(7)),
                        new Hallway.Parts(database, threads, hub, rooms, proposals));
        rooms.start();
        var table = new RouteTable();
        table.authenticator(token -> visitor(database, token));
        List.of(rooms.routes(), topics.routes(), proposals.routes(), hallway.routes())
                .forEach(part -> part.addTo(table));
        nouns.forEach(part -> part.addTo(table));
        var server = serve(table, threads);
        return new Run(database, threads, deadlines, hub, stage, rooms, server, events);
    }

    /** A bus on which what is told in passing is held against the contract. */
    private LocalBus bus() {
        var bus = new LocalBus();
        bus.listen(
                message -> {
                    if (message instanceof Ephemeral told) {
                        contract.heard(told);
                    }
                });
        return bus;
    }

    /** Keeps the events of all channels, and hears markers. */
    private List<ChannelEvent> listen(Database database) {
        var events = new CopyOnWriteArrayList<ChannelEvent>();
        database.onCommit(
                facts -> {
                    for (var fact : facts) {
                        if (fact instanceof ChannelEvent event) {
                            events.add(event);
                            contract.heard(event);
                        } else if (fact instanceof Marker(var heard)) {
                            heard.countDown();
                        }
                    }
                });
        return events;
    }

    private HttpServer serve(RouteTable table, Threads threads) {
        var generous = new HttpSettings.Requests(100_000, 100_000);
        try {
            return HttpServer.start(
                    new HttpSettings("127.0.0.1", 0, null, List.of(), generous, null, ""),
                    table,
                    new HttpServer.Parts(
                            clock, Randomness.secure(), threads, new SimpleMeterRegistry()));
        } catch (HttpStartException e) {
            throw new AssertionError(e);
        }
    }

    private @Nullable Visitor visitor(Database database, String handle) {
        return database.read(
                tx ->
                        tx.handle()
                                .createQuery(
                                        """
                                        select id, state, operator, suspended_reason from account_account
                                        where handle = :handle
                                        """)
                                .bind("handle", handle)
                                .map(
                                        (row, _) -> {
                                            var reason = row.getString("suspended_reason");
                                            return new Visitor(
                                                    row.getObject("id", UUID.class),
                                                    reason != null
                                                            ? Visitor.Standing.SUSPENDED
                                                            : Visitor.Standing.valueOf(
                                                                    row.getString("state")
                                                                            .toUpperCase(
                                                                                    Locale.ROOT)),
                                                    row.getBoolean("operator"),
                                                    row.getObject("id", UUID.class),
                                                    Language.EN,
                                                    reason == null
                                                            ? null
                                                            : new Visitor.Suspension(reason, null));
                                        })
                                .findOne()
                                .orElse(null));
    }

    /** A member, made when there is none of this handle. */
    public Caller member(String handle) {
        return person(handle, "active");
    }

    /** Somebody who waits for an invitation. */
    Caller reserved(String handle) {
        return person(handle, "reserved");
    }

    /** A member's or reserved person's account, and a caller who is signed in as them. */
    Caller person(String handle, String state) {
        var fresh = ids.next();
        UUID id =
                database()
                        .write(
                                tx ->
                                        tx.handle()
                                                .createQuery(
                                                        """
                                                        with made as (insert into account_account
                                                            (id, handle, handle_key, display_name, language, state,
                                                                created_at)
                                                            values (:id, :handle, lower(:handle), :name, 'en', :state,
                                                                :now)
                                                            on conflict (handle_key) do nothing returning id)
                                                        select id from made union all
                                                            select id from account_account where handle = :handle
                                                        limit 1
                                                        """)
                                                .bind("id", fresh)
                                                .bind("handle", handle)
                                                .bind("name", "The " + handle)
                                                .bind("state", state)
                                                .bind("now", tx.now())
                                                .mapTo(UUID.class)
                                                .one());
        return new Caller(client, uri(), id, "mitalk=" + handle);
    }

    /** Somebody without an account, in a browser of their own. */
    public Caller guest() {
        return new Caller(client, uri(), ids.next(), null);
    }

    /** Where the server is. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + run.server().port());
    }

    public ManualClock clock() {
        return clock;
    }

    public Database database() {
        return run.database();
    }

    public FakeStage stage() {
        return run.stage();
    }

    /** What writes voices, also of a server that was started again. */
    public FakeRecorder recorder() {
        return recorder;
    }

    public Rooms rooms() {
        return run.rooms();
    }

    Hub hub() {
        return run.hub();
    }

    /** Every event of every channel since the last start, in the order of the commits. */
    public List<ChannelEvent> events() {
        return run.events();
    }

    /** Opens a room of this visibility and answers its id. */
    public UUID room(Caller host, String visibility) {
        return host.post(
                        "/api/rooms",
                        """
                        {"title": "A room", "topic": "Things", "visibility": "%s", "language": "en"}
                        """
                                .formatted(visibility))
                .fine()
                .id();
    }

    /** Joins over the API and on the media plane, and waits until it is written. */
    public String enter(Caller who, UUID room) {
        var said = who.post("/api/rooms/" + room + "/join", "{}").fine();
        if (!stage().join(said.text("/token"))) {
            throw new AssertionError("the door stays shut");
        }
        settle();
        return said.text("/identity");
    }

    /** Enters, raises a hand, is accepted and goes live. */
    public void seat(Caller moderator, Caller who, UUID room) {
        enter(who, room);
        moderator
                .post("/api/rooms/" + room + "/offers", "{\"identity\": \"" + who.id() + "\"}")
                .fine();
        who.post("/api/rooms/" + room + "/seat", "").fine();
        settle();
    }

    /** Makes {@code inviter} the one through whom {@code invited} came in. */
    public void letIn(Caller inviter, Caller invited) {
        database()
                .run(
                        tx ->
                                tx.handle()
                                        .createUpdate(
                                                """
                                                with made as (insert into invite_invitation (id, inviter, to_account,
                                                    account, reason, charged, state, created_at, expires_at, ended_at)
                                                    values (:id, :inviter, :invited, :invited, '', false, 'redeemed',
                                                        :now, :now, :now) returning id)
                                                insert into invite_edge (account, inviter, invitation, reason, at)
                                                select :invited, :inviter, id, '', :now from made
                                                """)
                                        .bind("id", ids.next())
                                        .bind("inviter", inviter.id())
                                        .bind("invited", invited.id())
                                        .bind("now", tx.now())
                                        .execute());
    }

    void suspend(Caller who) {
        database()
                .run(
                        tx -> {
                            tx.handle()
                                    .execute(
                                            "update account_account set suspended_reason = 'noise' where id = ?",
                                            who.id());
                            tx.fact(new ShutOutChanged(who.id()));
                        });
    }

    public void block(Caller by, Caller whom) throws Exception {
        database().<Exception>run(tx -> blocks.block(tx, by.id(), whom.id()));
    }

    /** Lets time pass, carries out what is due, and waits for what follows from it. */
    public void pass(Duration span) {
        clock.advance(span);
        due();
    }

    /** Carries out what is due. */
    public void due() {
        run.deadlines().runDue();
        settle();
    }

    /** Waits until all facts of the stage are written and all facts of transactions are told. */
    public void settle() {
        soon().until(run.rooms()::settled);
        var heard = new CountDownLatch(1);
        database().run(tx -> tx.fact(new Marker(heard)));
        try {
            if (!heard.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("facts are not told");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        soon().until(this::plansApplied);
    }

    /** Asks often, since nearly every step of a test waits here. */
    private static ConditionFactory soon() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2));
    }

    private boolean plansApplied() {
        return database()
                .read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                "select id, plan_version from room_room where phase <> 'ended'")
                                        .map(
                                                (row, _) -> {
                                                    var plan =
                                                            stage().plan(
                                                                            row.getObject(
                                                                                    "id",
                                                                                    UUID.class));
                                                    return plan != null
                                                            && plan.version()
                                                                    == row.getLong("plan_version");
                                                })
                                        .list())
                .stream()
                .allMatch(Boolean::booleanValue);
    }

    /** The server is gone at once, without a last word; whoever was connected is not any more. */
    public void kill() {
        run.server().close();
        run.hub().close();
        run.deadlines().close();
        run.threads().close();
        run.database().close();
    }

    /** Stops the server in order. */
    public void stop() {
        run.rooms().close();
        kill();
    }

    /** Starts the server again on the same database. */
    public void startAgain() {
        run = begin();
    }

    @Override
    public void close() {
        stop();
        client.close();
        testDatabase.close();
        folder.close();
        contract.check();
    }
}
