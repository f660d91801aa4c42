package io.mitalk.social.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.db.Database;
import io.mitalk.db.Deadlines;
import io.mitalk.db.Outbox;
import io.mitalk.db.testing.TestDatabase;
import io.mitalk.http.HttpServer;
import io.mitalk.http.HttpSettings;
import io.mitalk.http.HttpStartException;
import io.mitalk.http.RouteTable;
import io.mitalk.http.SessionCookie;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.testing.ManualClock;
import io.mitalk.realtime.Hub;
import io.mitalk.realtime.LocalBus;
import io.mitalk.realtime.RealtimeKeys;
import io.mitalk.social.Social;
import io.mitalk.social.SocialKeys;
import io.mitalk.social.SocialParts;
import io.mitalk.social.account.AccountKeys;
import io.mitalk.social.auth.AuthKeys;
import io.mitalk.social.mail.Mails;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Owned by one test class. A whole community over HTTP, on a fresh database, with a clock that the test moves.
 * Deadlines and letters are carried out when the test says so: {@link #settle}.
 */
public final class TestCommunity implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("\\b\\d{8}\\b");

    private final ManualClock clock = new ManualClock();
    private final Threads threads = Threads.create();
    private final TestDatabase testDatabase = TestDatabase.create(clock);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestFolder folder = TestFolder.create();
    private final Deadlines deadlines;
    private final Outbox outbox;
    private final Hub hub;
    private final FakeStage stage = new FakeStage(clock);
    private final Social social;
    private final HttpServer server;

    private TestCommunity(Config config) throws HttpStartException {
        var randomness = Randomness.secure();
        var meters = new SimpleMeterRegistry();
        deadlines = new Deadlines(database());
        outbox = new Outbox(database());
        hub =
                Hub.create(
                        RealtimeKeys.settings(config),
                        new Hub.Parts(clock, threads, meters, new LocalBus()));
        database().onCommit(hub::publish);
        social =
                Social.start(
                        SocialKeys.settings(config, "", new SessionCookie(false)),
                        new SocialParts(
                                database(),
                                deadlines,
                                outbox,
                                hub,
                                folder.shelf(clock),
                                stage,
                                new FakeRecorder(),
                                clock,
                                randomness,
                                threads,
                                meters,
                                name ->
                                        (name + "0".repeat(32))
                                                .substring(0, 32)
                                                .getBytes(StandardCharsets.UTF_8)));
        var table = new RouteTable();
        social.routes().forEach(part -> part.addTo(table));
        hub.routes().addTo(table);
        server =
                HttpServer.start(
                        new HttpSettings(
                                "127.0.0.1",
                                0,
                                null,
                                List.of(),
                                new HttpSettings.Requests(100_000, 100_000),
                                null,
                                ""),
                        table,
                        new HttpServer.Parts(clock, randomness, threads, meters));
    }

    /** The keys that a community reads. */
    public static List<Key<?>> keys() {
        return Stream.of(SocialKeys.ALL, RealtimeKeys.ALL).<Key<?>>flatMap(List::stream).toList();
    }

    /** With generous limits by source, since every browser of a test has the same. */
    public static TestCommunity open() {
        return open(generous());
    }

    /** Defaults, except for the limits by source. */
    public static Config generous() {
        return Config.defaults(keys())
                .with(AuthKeys.RESERVATIONS_PER_SOURCE, 100_000)
                .with(AuthKeys.CODES_PER_SOURCE, 100_000)
                .with(AuthKeys.TRIES_PER_SOURCE, 100_000)
                .with(AccountKeys.HANDLE_CHECKS_PER_MINUTE, 100_000);
    }

    /** With this configuration over {@link #keys}. */
    public static TestCommunity open(Config config) {
        try {
            return new TestCommunity(config);
        } catch (HttpStartException e) {
            throw new AssertionError(e);
        }
    }

    public ManualClock clock() {
        return clock;
    }

    public Database database() {
        return testDatabase.database();
    }

    public Social social() {
        return social;
    }

    /** The media plane that the rooms speak to. */
    public FakeStage stage() {
        return stage;
    }

    public Hub hub() {
        return hub;
    }

    /** Where the server is, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Somebody's browser, without cookies. */
    public Browser browser() {
        return new Browser(client, uri());
    }

    /** Carries out what is due and delivers what waits. */
    public void settle() {
        deadlines.runDue();
        outbox.runDue();
    }

    /** The letters to an address so far, the newest last. */
    public List<Mails.Kept> letters(String address) {
        settle();
        return Mails.kept(database()).stream()
                .filter(letter -> letter.to().equals(address))
                .toList();
    }

    /** The code in the newest letter to an address. */
    public String code(String address) {
        var match = CODE.matcher(letters(address).getLast().text());
        if (!match.find()) {
            throw new AssertionError("no code in the newest letter");
        }
        return match.group();
    }

    /** Reserves {@code handle} with {@code handle@example.org} in English and returns the browser that did. */
    public Browser reserved(String handle) {
        return reserving(handle).browser();
    }

    /** The same, with the address confirmed. */
    public Browser confirmed(String handle) {
        var reserved = reserving(handle);
        var confirmed =
                reserved.browser()
                        .post(
                                "/api/auth/sessions",
                                Map.of(
                                        "requestId",
                                        reserved.requestId(),
                                        "code",
                                        code(address(handle))));
        expect(confirmed, 200);
        return reserved.browser();
    }

    /** The same, and a member: as if invited. */
    public Browser member(String handle) {
        var browser = confirmed(handle);
        sql(
                "update account_account set state = 'active', activated_at = now() where handle = ?",
                handle);
        return browser;
    }

    /** The same, and an operator. */
    public Browser operator(String handle) {
        var browser = member(handle);
        sql("update account_account set operator = true where handle = ?", handle);
        return browser;
    }

    /** The address that a test's person has. */
    public static String address(String handle) {
        return handle.toLowerCase(Locale.ROOT) + "@example.org";
    }

    /** Changes rows behind the server's back. */
    public void sql(String statement, Object... values) {
        database().run(tx -> tx.handle().execute(statement, values));
    }

    private record Reserved(Browser browser, String requestId) {}

    private Reserved reserving(String handle) {
        var browser = browser();
        var reply =
                browser.post(
                        "/api/reservations",
                        Map.of(
                                "handle",
                                handle,
                                "email",
                                address(handle),
                                "displayName",
                                "The " + handle,
                                "language",
                                "en"));
        expect(reply, 201);
        return new Reserved(browser, reply.field("codeRequestId"));
    }

    private static void expect(Reply reply, int status) {
        if (reply.status() != status) {
            throw new AssertionError(reply.status() + " " + reply.text());
        }
    }

    @Override
    public void close() {
        server.close();
        social.close();
        hub.close();
        outbox.close();
        deadlines.close();
        client.close();
        testDatabase.close();
        threads.close();
        folder.close();
    }
}
