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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the bench's main thread. A community as its people make it busy: reservations at a steady pace, invitations
 * redeemed all at once, and a room that many enter within ten seconds through the page's own API.
 */
final class CommunityLoad implements AutoCloseable {

    private static final int RESERVATIONS_PER_SECOND = 7;
    private static final int INVITED = 200;
    private static final int JOIN_WINDOW_MS = 10_000;
    private static final int WAIT_SECONDS = 60;

    private final HttpClient http;
    private final URI api;
    private final ServerProcess process;
    private final URI signalling;
    private final Threads threads;
    private final Clock clock = Clock.system();
    private final PeerLoop loop;
    private final List<Runnable> open = new ArrayList<>();

    CommunityLoad(ServerProcess process, HttpClient http, Threads threads) {
        this.http = http;
        this.process = process;
        this.signalling = process.server().url();
        this.api = URI.create("http" + signalling.toString().substring("ws".length()));
        this.threads = threads;
        this.loop = PeerLoop.start(new PeerLoop.Parts(clock, Randomness.secure(), threads));
    }

    /** One request of the load: how long it took, and what it threw, if anything. */
    private record Outcome(double ms, @Nullable IOException refusal) {
        boolean done() {
            return refusal == null;
        }
    }

    /** A request that is measured. */
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    /**
     * @param seconds how long reservations go on
     * @param listeners who enter the room
     */
    CommunityFigures run(int seconds, int listeners) throws IOException, InterruptedException {
        var operator = person();
        operator.post(
                "/api/setup",
                Map.of(
                        "token",
                        process.setupToken(),
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
                        "Busy",
                        "rules",
                        "None"));
        var reservations = reservations(seconds);
        var first = redemptions(operator, "first_");
        var second = redemptions(operator, "second_");
        var joinMs = new ArrayList<Double>();
        var requests = joins(operator, listeners, joinMs);
        return new CommunityFigures(
                percentiles(reservations),
                done(reservations),
                first,
                second,
                Percentiles.of(joinMs.stream().mapToDouble(Double::doubleValue).toArray()),
                percentiles(requests));
    }

    private List<Outcome> reservations(int seconds) throws InterruptedException {
        var asked = new ArrayList<CompletableFuture<Outcome>>();
        for (int i = 0; i < seconds * RESERVATIONS_PER_SECOND; i++) {
            String handle = "steady_" + i;
            asked.add(later(() -> reserve(person(), handle)));
            Thread.sleep(1_000 / RESERVATIONS_PER_SECOND);
        }
        return all(asked);
    }

    private Burst redemptions(Person operator, String name)
            throws IOException, InterruptedException {
        var begin = new CountDownLatch(1);
        var asked = new ArrayList<CompletableFuture<Outcome>>();
        for (int i = 0; i < INVITED; i++) {
            String handle = name + i;
            var invited = person();
            reserve(invited, handle);
            var invitation =
                    operator.post(
                            "/api/invitations",
                            Map.of("handle", handle, "reason", "Keeps the bench busy, and well."));
            String code = URI.create(invitation.get("url").asString()).getFragment();
            asked.add(
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    begin.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                                return timed(
                                        () ->
                                                invited.post(
                                                        "/api/invitations/redeem",
                                                        Map.of("code", code)));
                            },
                            threads.virtual()));
        }
        double serverSeconds = process.cpuSeconds();
        double databaseSeconds = process.databaseCpuSeconds();
        begin.countDown();
        var outcomes = all(asked);
        return new Burst(
                percentiles(outcomes),
                done(outcomes),
                (process.cpuSeconds() - serverSeconds) * 1_000,
                (process.databaseCpuSeconds() - databaseSeconds) * 1_000);
    }

    private List<Outcome> joins(Person operator, int listeners, List<Double> joinMs)
            throws IOException, InterruptedException {
        var room =
                operator.post(
                        "/api/rooms",
                        Map.of(
                                "title",
                                "Busy",
                                "topic",
                                "Bench",
                                "visibility",
                                "public",
                                "language",
                                "en"));
        String path = "/api/rooms/" + room.get("id").asString();
        var publisher = new Publisher(loop, clock, Randomness.secure(), 0);
        open.add(publisher::close);
        LiveKitDoor.publish(http, signalling, ticket(operator, path), publisher)
                .orTimeout(WAIT_SECONDS, TimeUnit.SECONDS)
                .join();
        operator.post(path + "/live", Map.of());
        var speaking = threads.every(Speech.PACKET_MS, publisher::speak);
        open.add(speaking::cancel);
        var asked = new ArrayList<CompletableFuture<Outcome>>();
        var heard = new ArrayList<CompletableFuture<Double>>();
        long beganNs = clock.nanoTime();
        for (int i = 0; i < listeners; i++) {
            var listener = new Listener(loop, clock, false);
            open.add(listener::close);
            var first = new CompletableFuture<Double>();
            heard.add(first);
            asked.add(later(() -> enter(listener, path, first)));
            long dueNs = beganNs + (i + 1L) * JOIN_WINDOW_MS * 1_000_000 / listeners;
            TimeUnit.NANOSECONDS.sleep(dueNs - clock.nanoTime());
        }
        var requests = all(asked);
        for (var first : heard) {
            joinMs.add(first.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join());
        }
        return requests;
    }

    private void enter(Listener listener, String room, CompletableFuture<Double> heard)
            throws IOException, InterruptedException {
        long beganNs = clock.nanoTime();
        String token = ticket(person(), room);
        double requestMs = (clock.nanoTime() - beganNs) / 1e6;
        var _ =
                LiveKitDoor.listen(http, signalling, token, listener)
                        .whenComplete(
                                (ms, refusal) -> {
                                    if (refusal == null) {
                                        heard.complete(requestMs + ms);
                                    } else {
                                        heard.completeExceptionally(refusal);
                                    }
                                });
    }

    private static String ticket(Person person, String room)
            throws IOException, InterruptedException {
        return person.post(room + "/join", Map.of()).get("token").asString();
    }

    private static void reserve(Person person, String handle)
            throws IOException, InterruptedException {
        person.post(
                "/api/reservations",
                Map.of(
                        "handle",
                        handle,
                        "email",
                        handle + "@example.org",
                        "displayName",
                        handle,
                        "language",
                        "en"));
    }

    private Person person() {
        return new Person(http, api);
    }

    private CompletableFuture<Outcome> later(Step step) {
        return CompletableFuture.supplyAsync(() -> timed(step), threads.virtual());
    }

    private Outcome timed(Step step) {
        long beganNs = clock.nanoTime();
        IOException refusal = null;
        try {
            step.run();
        } catch (IOException e) {
            refusal = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refusal = new IOException("interrupted", e);
        }
        return new Outcome((clock.nanoTime() - beganNs) / 1e6, refusal);
    }

    private static List<Outcome> all(List<CompletableFuture<Outcome>> asked) {
        return asked.stream()
                .map(one -> one.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join())
                .toList();
    }

    private static int done(List<Outcome> outcomes) {
        return (int) outcomes.stream().filter(Outcome::done).count();
    }

    private static Percentiles percentiles(List<Outcome> outcomes) {
        return Percentiles.of(outcomes.stream().mapToDouble(Outcome::ms).toArray());
    }

    @Override
    public void close() {
        open.reversed().forEach(Runnable::run);
        loop.close();
    }
}
