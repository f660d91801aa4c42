package io.mitalk.bench;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.client.PeerLoop;
import java.io.IOException;
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

    private static final int WINDOW_MS = 10_000;
    private static final int PROBE_MS = 500;
    private static final int SETTLE_MS = 3_000;
    private static final int WAIT_SECONDS = 60;

    private final HttpClient http;
    private final HttpClient sockets;
    private final ServerProcess process;
    private final URI signalling;
    private final URI api;
    private final Threads threads;
    private final Clock clock = Clock.system();
    private final PeerLoop loop;
    private final List<Runnable> open = new ArrayList<>();
    private final List<Listener> hearing = new ArrayList<>();

    Crowd(ServerProcess process, HttpClient http, Threads threads) {
        this.process = process;
        this.http = http;
        this.threads = threads;
        this.sockets = HttpClient.newBuilder().executor(threads.virtual()).build();
        this.signalling = process.server().url();
        this.api = URI.create("http" + signalling.toString().substring("ws".length()));
        this.loop = PeerLoop.start(new PeerLoop.Parts(clock, Randomness.secure(), threads));
    }

    /** What the server is started with besides: everybody comes from one address. */
    static List<String> arguments() {
        return List.of(
                "--realtime-connections-per-source=100000",
                "--http-requests-per-second=1000000",
                "--http-request-burst=1000000");
    }

    /** Fills the room, measures the sound alone, then with everybody saying something. */
    CrowdFigures run(int people) throws IOException, InterruptedException {
        var host = new Person(http, api);
        host.post("/api/setup", setup(process.setupToken()));
        var room = host.post("/api/rooms", opening()).get("id").asString();
        String path = "/api/rooms/" + room;
        var publisher = sound(host, path);
        var members = Seeds.fill(process, room, people);
        var watchers = watch(room, members);
        String identity = host.identity();
        host.put(path + "/floor", Map.of("mode", "chair", "boxSeconds", 600));
        host.post(path + "/turn", Map.of("identity", identity));
        Thread.sleep(SETTLE_MS);
        var before = during(publisher, () -> Thread.sleep(WINDOW_MS));
        var said = new ArrayList<CompletableFuture<Boolean>>();
        var probes = new long[WINDOW_MS / PROBE_MS];
        double serverSeconds = process.cpuSeconds();
        double databaseSeconds = process.databaseCpuSeconds();
        var busy =
                during(
                        publisher,
                        () -> {
                            var saying = threads.virtual();
                            saying.execute(() -> sayAll(members, path, said));
                            probe(host, path, probes);
                        });
        Thread.sleep(SETTLE_MS);
        synchronized (said) {
            said.forEach(one -> one.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join());
        }
        return new CrowdFigures(
                people,
                (int) said.stream().filter(CompletableFuture::join).count(),
                Percentiles.of(delays(watchers, probes)),
                watchers.stream().mapToInt(Watcher::missed).sum(),
                Percentiles.of(watchers.stream().mapToDouble(Watcher::messages).toArray()),
                before,
                busy,
                process.cpuSeconds() - serverSeconds,
                process.databaseCpuSeconds() - databaseSeconds);
    }

    private static Map<String, String> setup(String token) {
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

    private static Map<String, String> opening() {
        return Map.of("title", "Full", "topic", "Bench", "visibility", "public", "language", "en");
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

    private static String ticket(Person person, String room)
            throws IOException, InterruptedException {
        return person.post(room + "/join", Map.of()).get("token").asString();
    }

    private static void await(CompletableFuture<?> future) {
        future.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private List<Watcher> watch(String room, List<String> members) {
        var watchers = new ArrayList<Watcher>();
        var opening = new ArrayList<CompletableFuture<?>>();
        for (var cookie : members) {
            var watcher = new Watcher(clock, WINDOW_MS / PROBE_MS);
            watchers.add(watcher);
            opening.add(watcher.open(sockets, signalling, cookie, "room:" + room));
            if (opening.size() % 200 == 0) {
                opening.forEach(Crowd::await);
            }
        }
        opening.forEach(Crowd::await);
        open.add(() -> watchers.forEach(Watcher::close));
        return watchers;
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

    /** A third votes, a third raises a hand, a third reacts, evenly over the window. */
    private void sayAll(List<String> members, String path, List<CompletableFuture<Boolean>> said) {
        long beganNs = clock.nanoTime();
        for (int i = 0; i < members.size(); i++) {
            var person = new Person(http, api, members.get(i));
            int kind = i % 3;
            synchronized (said) {
                said.add(
                        CompletableFuture.supplyAsync(
                                () -> say(person, path, kind), threads.virtual()));
            }
            long dueNs = beganNs + (i + 1L) * WINDOW_MS * 1_000_000 / members.size();
            try {
                TimeUnit.NANOSECONDS.sleep(dueNs - clock.nanoTime());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whether the server did as it was told; a hundred hands are as many as may be up. */
    private static boolean say(Person person, String path, int kind) {
        try {
            switch (kind) {
                case 0 -> person.post(path + "/turn/votes", Map.of("more", true));
                case 1 -> person.put(path + "/hand", Map.of());
                default -> person.post(path + "/reactions", Map.of("kind", "agree"));
            }
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The host pins a number now and then: an event for everybody, whose way to each is timed. */
    private void probe(Person host, String path, long[] probes) throws InterruptedException {
        long beganNs = clock.nanoTime();
        for (int i = 0; i < probes.length; i++) {
            probes[i] = clock.nanoTime();
            try {
                host.post(path + "/pins", Map.of("kind", "number", "text", Watcher.PROBE + i));
            } catch (IOException e) {
                // Refused by a server that has too much to do: it counts as missed at every socket.
            }
            long dueNs = beganNs + (i + 1L) * PROBE_MS * 1_000_000;
            TimeUnit.NANOSECONDS.sleep(dueNs - clock.nanoTime());
        }
    }

    private static double[] delays(List<Watcher> watchers, long[] probes) {
        return watchers.stream()
                .flatMapToDouble(watcher -> DoubleStream.of(watcher.delaysMs(probes)))
                .toArray();
    }

    @Override
    public void close() {
        open.reversed().forEach(Runnable::run);
        sockets.close();
        loop.close();
    }
}
