package io.mitalk.bench;

import io.mitalk.bench.BenchOptions.GivenServer;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.SigningKey;
import io.mitalk.livekit.token.TokenIssuer;
import io.mitalk.livekit.token.VideoGrant;
import io.mitalk.media.client.PeerLoop;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.DoubleStream;

/**
 * Owned by the bench's main thread. One publisher and many listeners of one room, from the first join to the figures.
 */
final class Scenario implements AutoCloseable {

    private static final String ROOM = "bench";
    private static final int SAMPLE_SIZE = 20;
    private static final int JOIN_SECONDS = 30;
    private static final int SETTLE_MS = 3_000;
    private static final int DRAIN_MS = 1_000;

    private final BenchOptions options;
    private final GivenServer server;
    private final HttpClient http;
    private final Threads threads;
    private final Clock clock = Clock.system();
    private final Randomness randomness = Randomness.secure();
    private final TokenIssuer issuer;
    private final PeerLoop loop;
    private final Publisher publisher;
    private final List<Listener> listeners = new ArrayList<>();

    Scenario(BenchOptions options, GivenServer server, HttpClient http, Threads threads) {
        this.options = options;
        this.server = server;
        this.http = http;
        this.threads = threads;
        this.issuer = new TokenIssuer(List.of(new SigningKey(server.key(), server.secret())));
        this.loop = PeerLoop.start(new PeerLoop.Parts(clock, randomness, threads));
        this.publisher = new Publisher(loop, clock, randomness);
    }

    /** Joins, lets the load settle, measures, and returns what was seen. */
    Figures run() throws IOException, InterruptedException {
        await(
                publisher.join(http, server.url(), publisherToken()),
                "the publisher did not connect");
        var speaking = threads.every(Speech.PACKET_MS, publisher::speak);
        try {
            long rssBefore = ProcessCost.of(server.pid()).rssBytes();
            double[] joinMs = joinListeners();
            Thread.sleep(SETTLE_MS);
            return measure(rssBefore, Percentiles.of(joinMs));
        } finally {
            speaking.cancel();
        }
    }

    private double[] joinListeners() throws IOException, InterruptedException {
        var joins = new ArrayList<CompletableFuture<Double>>();
        int everyNth = Math.max(1, options.listeners() / SAMPLE_SIZE);
        for (int i = 0; i < options.listeners(); i++) {
            var listener = new Listener(loop, clock, i % everyNth == 0);
            listeners.add(listener);
            joins.add(listener.join(http, server.url(), listenerToken(i)));
            Thread.sleep(1_000 / options.joinsPerSecond());
        }
        var joinMs = DoubleStream.builder();
        for (var join : joins) {
            joinMs.add(await(join, "a listener heard nothing"));
        }
        return joinMs.build().toArray();
    }

    private Figures measure(long rssBefore, Percentiles joinMs)
            throws IOException, InterruptedException {
        listeners.forEach(listener -> listener.measure(true));
        int firstFrame = publisher.sent();
        var costBefore = ProcessCost.of(server.pid());
        long packetsBefore = packets();
        long bytesBefore = bytes();
        long beganNs = clock.nanoTime();
        Thread.sleep(Duration.ofSeconds(options.seconds()));
        double seconds = (clock.nanoTime() - beganNs) / 1e9;
        var cost = ProcessCost.of(server.pid());
        long packets = packets() - packetsBefore;
        long bytes = bytes() - bytesBefore;
        int endFrame = publisher.sent();
        listeners.forEach(listener -> listener.measure(false));
        // What was sent before the end may still be on its way.
        Thread.sleep(DRAIN_MS);
        var sample = listeners.stream().filter(Listener::isSample).toList();
        double cpu = cost.cpuSeconds() - costBefore.cpuSeconds();
        return new Figures(
                options.listeners(),
                seconds,
                cpu * 1e6 / packets,
                cpu * 1e3 / (packets * Speech.PACKET_MS / 1e3),
                packets / seconds,
                bytes * 8 / seconds / 1e6,
                (long) sample.size() * (endFrame - firstFrame),
                sample.stream().mapToLong(l -> l.missing(firstFrame, endFrame)).sum(),
                Percentiles.of(
                        sample.stream()
                                .flatMapToDouble(l -> DoubleStream.of(l.latenciesMs()))
                                .toArray()),
                joinMs,
                (cost.rssBytes() - rssBefore) / 1024.0 / options.listeners(),
                scope());
    }

    private Figures.Scope scope() throws IOException, InterruptedException {
        var profile = await(listeners.getFirst().peer().connected(), "a listener is not connected");
        return new Figures.Scope(
                options.given() == null ? "MiTalk" : server.url().toString(),
                Speech.PAYLOAD_BYTES,
                Speech.PACKET_MS,
                profile.name(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString());
    }

    private long packets() {
        return listeners.stream().mapToLong(l -> l.peer().counters().rtpPackets()).sum();
    }

    private long bytes() {
        return listeners.stream().mapToLong(l -> l.peer().counters().rtpBytes()).sum();
    }

    private String publisherToken() {
        var grant =
                new VideoGrant(
                        ROOM, true, true, false, false, true, false, false, List.of(), false, false,
                        false, false);
        return token("publisher", grant);
    }

    private String listenerToken(int i) {
        return token("listener-" + i, VideoGrant.hiddenListener(ROOM));
    }

    private String token(String identity, VideoGrant grant) {
        var expiry = clock.instant().plus(Duration.ofHours(1));
        return issuer.issue(AccessToken.of(server.key(), identity, identity, grant, expiry));
    }

    private static <T> T await(CompletableFuture<T> future, String failure)
            throws IOException, InterruptedException {
        try {
            return future.get(JOIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(failure + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException(failure + " within " + JOIN_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        publisher.close();
        listeners.forEach(Listener::close);
        loop.close();
    }
}
