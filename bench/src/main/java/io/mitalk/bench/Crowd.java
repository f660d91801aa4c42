package io.mitalk.bench;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.client.PeerLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/**
 * Owned by the bench's main thread. A room full of members, each of whom says one thing within ten seconds (a vote, a
 * hand or a reaction) over the page's own API, while a socket of each hears what the room is told, and the sound goes
 * on. The members are written into the database, since redeeming thousands of invitations would take longer than what
 * is measured; so is their presence, since only {@value #HEARING} of the room hear its sound: how sound fares with
 * thousands of listeners is what the other scenarios are for.
 */
final class Crowd implements AutoCloseable {

    static final int HEARING = 100;

    /** Others who do the same before it is measured, in a server that has just started. */
    static final int REHEARSING = 1_000;

    private static final int WINDOW_MS = 10_000;
    private static final int PROBE_MS = 500;
    private static final int SETTLE_MS = 3_000;
    private static final int WAIT_SECONDS = 60;

    /** As many as connect at a time. */
    private static final int CONNECTING = 64;

    private final HttpClient http;
    private final ServerProcess process;
    private final URI signalling;
    private final URI api;
    private final Threads threads;
    private final Clock clock = Clock.system();
    private final PeerLoop loop;
    private final Pages pages;
    private final Lag lag;
    private final List<Runnable> open = new ArrayList<>();
    private final List<Listener> hearing = new ArrayList<>();

    Crowd(ServerProcess process, Threads threads) throws IOException {
        this.process = process;
        this.threads = threads;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(threads.virtual())
                        .build();
        this.signalling = process.server().url();
        this.api = URI.create("http" + signalling.toString().substring("ws".length()));
        this.loop = PeerLoop.start(new PeerLoop.Parts(clock, Randomness.secure(), threads));
        this.pages = new Pages(threads, clock);
        this.lag = new Lag(threads, clock);
    }

    /**
     * What the server is started with besides: everybody comes from one address; and what is told counts everybody who
     * spoke until all have.
     */
    static List<String> arguments() {
        return List.of(
                "--realtime-connections-per-source=100000",
                "--http-requests-per-second=1000000",
                "--http-request-burst=1000000",
                "--room-open-max=10",
                "--mark-reaction-window=20s",
                "--floor-vote=60s");
    }

    /** Fills the room, measures the sound alone, then with everybody saying something, then how a host leads. */
    CrowdFigures run(int people) throws IOException, InterruptedException {
        var host = new Person(http, api);
        host.post("/api/setup", setup(process.setupToken()));
        var room = host.post("/api/rooms", opening("Full")).get("id").asString();
        String path = "/api/rooms/" + room;
        var publisher = sound(host, path);
        var cookies = Seeds.members(process, people + REHEARSING);
        Seeds.present(process, room, people + REHEARSING);
        var members = cookies.subList(0, people);
        connect(room, members);
        host.put(path + "/floor", Map.of("mode", "chair", "boxSeconds", 600));
        rehearse(host, path, cookies.subList(people, cookies.size()));
        var before = during(publisher, () -> Thread.sleep(WINDOW_MS));
        Seeds.age(process);
        var figures = measure(host, path, members, publisher);
        var leading = new Leading(process, http, loop, threads);
        open.add(leading::close);
        return figures.with(before, leading.run(host, cookies));
    }

    /** The server's code is compiled while it runs, and it is not its first minute that counts. */
    private void rehearse(Person host, String path, List<String> others)
            throws IOException, InterruptedException {
        giveTurn(host, path);
        new Saying(http, api, clock, threads).all(others, path, WINDOW_MS / 2);
        for (int i = Saying.RAISING; i < others.size(); i += Saying.KINDS) {
            new Person(http, api, others.get(i)).delete(path + "/hand");
        }
        // Forgets the votes; the reactions are forgotten while the sound is measured alone.
        giveTurn(host, path);
        Thread.sleep(WINDOW_MS);
    }

    private static void giveTurn(Person host, String path)
            throws IOException, InterruptedException {
        host.post(path + "/turn", Map.of("identity", host.identity()));
    }

    private CrowdFigures measure(
            Person host, String path, List<String> members, Publisher publisher)
            throws IOException, InterruptedException {
        var said = new ArrayList<Said>();
        var probes = new ArrayList<Said>();
        double serverSeconds = process.cpuSeconds();
        double databaseSeconds = process.databaseCpuSeconds();
        double ownSeconds = ProcessCost.of(ProcessHandle.current().pid()).cpuSeconds();
        pages.measure(true);
        lag.clear();
        var saying = new Saying(http, api, clock, threads);
        var busy =
                during(
                        publisher,
                        () -> {
                            var all =
                                    CompletableFuture.supplyAsync(
                                            () -> saying.all(members, path, WINDOW_MS),
                                            threads.virtual());
                            probe(host, path, probes);
                            said.addAll(all.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join());
                        });
        pages.measure(false);
        var cost =
                new CrowdFigures.Cost(
                        process.cpuSeconds() - serverSeconds,
                        process.databaseCpuSeconds() - databaseSeconds,
                        ProcessCost.of(ProcessHandle.current().pid()).cpuSeconds() - ownSeconds,
                        pages.waitedMs(),
                        lag.percentiles(),
                        saying.lateMs());
        said.addAll(probes);
        return CrowdFigures.of(said, pages, busy, cost);
    }

    static Map<String, String> setup(String token) {
        return Map.of(
                "token",
                token,
                "handle",
                "bench_host",
                "displayName",
                "Host",
                "email",
                "host@example.org",
                "language",
                "en",
                "name",
                "Bench",
                "description",
                "Full",
                "rules",
                "None");
    }

    static Map<String, String> opening(String title) {
        return Map.of("title", title, "topic", "Bench", "visibility", "public", "language", "en");
    }

    /** One speaks, and some hear it over real transports. */
    private Publisher sound(Person host, String path) throws IOException, InterruptedException {
        var publisher = new Publisher(loop, clock, Randomness.secure(), 0);
        open.add(publisher::close);
        var ears = new Listener(loop, clock, false);
        open.add(ears::close);
        await(LiveKitDoor.publish(http, signalling, ticket(host, path), publisher, ears));
        host.post(path + "/live", Map.of());
        var speaking = threads.every(Speech.PACKET_MS, publisher::speak);
        open.add(speaking::cancel);
        for (int i = 0; i < HEARING; i++) {
            var listener = new Listener(loop, clock, true);
            open.add(listener::close);
            hearing.add(listener);
            var guest = new Person(http, api);
            await(LiveKitDoor.listen(http, signalling, ticket(guest, path), listener));
        }
        return publisher;
    }

    static String ticket(Person person, String room) throws IOException, InterruptedException {
        return person.post(room + "/join", Map.of()).get("token").asString();
    }

    static void await(CompletableFuture<?> future) {
        future.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private void connect(String room, List<String> members) {
        var opening = new ArrayList<CompletableFuture<Void>>();
        for (var cookie : members) {
            opening.add(CompletableFuture.runAsync(() -> connect(room, cookie), threads.virtual()));
            if (opening.size() % CONNECTING == 0) {
                opening.forEach(Crowd::await);
                opening.clear();
            }
        }
        opening.forEach(Crowd::await);
    }

    private void connect(String room, String cookie) {
        try {
            pages.open(signalling, cookie, "room:" + room);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that takes ten seconds. */
    private interface Stretch {
        void pass() throws IOException, InterruptedException;
    }

    /** How the sound fares meanwhile. */
    private CrowdFigures.Sound during(Publisher publisher, Stretch stretch)
            throws IOException, InterruptedException {
        int first = publisher.sent();
        hearing.forEach(listener -> listener.heard(heard -> measure(heard, true), false));
        stretch.pass();
        int end = publisher.sent();
        Thread.sleep(SETTLE_MS);
        double[] latencies =
                hearing.stream()
                        .flatMapToDouble(
                                one ->
                                        DoubleStream.of(
                                                one.heard(Heard::latenciesMs, new double[0])))
                        .toArray();
        int missing =
                hearing.stream()
                        .mapToInt(one -> one.heard(heard -> heard.missing(0, first, end), 0))
                        .sum();
        hearing.forEach(listener -> listener.heard(heard -> measure(heard, false), false));
        return new CrowdFigures.Sound(
                Percentiles.of(latencies), missing, (end - first) * hearing.size());
    }

    private static boolean measure(Heard heard, boolean on) {
        heard.measure(on);
        return on;
    }

    /** The host pins a number now and then: an event of the stage for everybody, amid everything else. */
    private void probe(Person host, String path, List<Said> probes) throws InterruptedException {
        long beganNs = clock.nanoTime();
        for (int i = 0; i < WINDOW_MS / PROBE_MS; i++) {
            var what = new Said.Pinned(i);
            long askedNs = clock.nanoTime();
            boolean done = true;
            try {
                Saying.ask(host, path, what);
            } catch (IOException e) {
                done = false;
            }
            probes.add(new Said(what, askedNs, clock.nanoTime(), done, 0));
            long dueNs = beganNs + (i + 1L) * PROBE_MS * 1_000_000;
            TimeUnit.NANOSECONDS.sleep(dueNs - clock.nanoTime());
        }
    }

    @Override
    public void close() {
        open.reversed().forEach(Runnable::run);
        lag.close();
        pages.close();
        loop.close();
        http.close();
    }
}
