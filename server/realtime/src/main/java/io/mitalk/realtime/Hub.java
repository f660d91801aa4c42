package io.mitalk.realtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.http.Problem;
import io.mitalk.http.ProblemTexts;
import io.mitalk.http.Routes;
import io.mitalk.http.Visitor;
import io.mitalk.kit.fact.Fact;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.text.Language;
import io.mitalk.kit.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Thread-safe. Tells pages and bots what transactions made true. Nouns register a {@link ChannelSource} and add {@link
 * ChannelEvent}s, {@link AccessChanged}, {@link StandingChanged} and {@link SessionEnded} to their transactions; the
 * application hands committed facts to {@link #publish}.
 */
public final class Hub implements AutoCloseable {

    static final String PATH = "/api/realtime";
    private static final String NOUN = "realtime";
    static final long HEADS_MS = 15_000;

    /** How long a channel that nobody watches keeps its events for those who come back. */
    static final long KEEP_NS = TimeUnit.SECONDS.toNanos(60);

    /** Questions to the database at a time: after a restart everybody asks for everything at once. */
    private static final int MAX_QUESTIONS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final Parts parts;
    private final Inside inside;
    private final ConcurrentMap<String, ChannelSource> sources = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Pinned> feeds = new ConcurrentHashMap<>();
    private final Threads.Timer timer;
    private volatile boolean closed;

    private Hub(HubSettings settings, Parts parts) {
        this.parts = parts;
        this.inside = new Inside(this, settings);
        Gauge.builder("mitalk.realtime.connections", inside.sockets, RealtimeSockets::count)
                .description("open realtime sockets")
                .register(parts.meters());
        Gauge.builder("mitalk.realtime.channels", feeds, Map::size)
                .description("channels that somebody watches or just watched")
                .register(parts.meters());
        this.timer = parts.threads().every(HEADS_MS, this::tick);
        parts.bus().listen(this::hear);
    }

    /** What the hub is given from outside. */
    public record Parts(Clock clock, Threads threads, MeterRegistry meters, Bus bus) {}

    /** A feed, how many subscriptions hold it, and since when none does. */
    private record Pinned(Feed feed, int pins, long idleSinceNs) {}

    /** A hub without channels. */
    public static Hub create(HubSettings settings, Parts parts) {
        return new Hub(settings, parts);
    }

    /** Adds the channels of a prefix; before the server starts. */
    public void register(ChannelSource source) {
        if (sources.putIfAbsent(source.prefix(), source) != null) {
            throw new IllegalArgumentException("two sources of channels " + source.prefix());
        }
    }

    /** Tells every node what a transaction made true; facts that are not ours are left alone. */
    public void publish(List<? extends Fact> facts) {
        for (var fact : facts) {
            if (fact instanceof BusMessage message) {
                parts.bus().publish(message);
            }
        }
    }

    /** Tells what nobody needs to catch up on: the newest value of a key, at most two a second of a key and channel. */
    public void ephemeral(String channel, String key, JsonNode data) {
        parts.bus().publish(new Ephemeral(channel, key, data));
    }

    /** Asks again who may see a channel; in a transaction use {@link AccessChanged}. */
    public void reauthorise(String channel) {
        parts.bus().publish(new AccessChanged(channel, null));
    }

    /** Cuts an account's sockets; in a transaction use {@link StandingChanged}. */
    public void dropAccount(UUID accountId) {
        parts.bus().publish(new StandingChanged(accountId));
    }

    /** Cuts a session's sockets; in a transaction use {@link SessionEnded}. */
    public void dropSession(UUID sessionId) {
        parts.bus().publish(new SessionEnded(sessionId));
    }

    /** The socket, at {@code /api/realtime}. */
    public Routes routes() {
        return table ->
                table.problems(NOUN, RealtimeProblems.ALL)
                        .socket(
                                PATH,
                                request -> {
                                    var socket = new RealtimeSocket(inside, request.info());
                                    inside.sockets.admit(socket);
                                    return socket;
                                });
    }

    /** Tells nothing more; the server closes the sockets, and the threads end after this. */
    @Override
    public void close() {
        closed = true;
        timer.cancel();
    }

    private void hear(BusMessage message) {
        if (closed) {
            return;
        }
        switch (message) {
            case ChannelEvent event -> withFeed(event.channel(), feed -> feed.event(event));
            case Ephemeral(var channel, var key, var data) ->
                    withFeed(channel, feed -> feed.ephemeral(key, data));
            case AccessChanged(var channel, var account) ->
                    withFeed(channel, feed -> feed.reauthorise(account));
            case StandingChanged(var account) ->
                    drop(visitor -> Objects.equals(visitor.accountId(), account));
            case SessionEnded(var session) ->
                    drop(visitor -> Objects.equals(visitor.sessionId(), session));
        }
    }

    private void withFeed(String channel, Consumer<Feed> task) {
        var pinned = feeds.get(channel);
        if (pinned != null) {
            task.accept(pinned.feed());
        }
    }

    private void drop(Predicate<Visitor> whose) {
        for (var socket : inside.sockets.open()) {
            if (whose.test(socket.visitor())) {
                socket.close(RealtimeClose.SESSION_CHANGED, "session changed");
            }
        }
    }

    /** Every {@link #HEADS_MS}: looks for lost events, tells the heads, forgets channels that nobody watches. */
    void tick() {
        lookForLostEvents();
        inside.sockets.open().forEach(RealtimeSocket::heads);
        long nowNs = parts.clock().nanoTime();
        for (var channel : feeds.keySet()) {
            feeds.computeIfPresent(
                    channel,
                    (_, pinned) ->
                            pinned.pins() == 0 && nowNs - pinned.idleSinceNs() > KEEP_NS
                                    ? null
                                    : pinned);
        }
    }

    private void lookForLostEvents() {
        Map<ChannelSource, Set<String>> ids = new HashMap<>();
        for (var pinned : feeds.values()) {
            var feed = pinned.feed();
            ids.computeIfAbsent(feed.source(), _ -> new HashSet<>()).add(feed.name().id());
        }
        ids.forEach(
                (source, wanted) -> {
                    try {
                        source.versions(wanted)
                                .forEach(
                                        (id, version) ->
                                                withFeed(
                                                        new ChannelName(source.prefix(), id).text(),
                                                        feed -> feed.expect(version)));
                    } catch (RuntimeException e) { // the next round asks again
                        LOG.warn("versions of channels {} are unknown", source.prefix(), e);
                    }
                });
    }

    /** Thread-safe. What feeds and connections need of the hub. */
    static final class Inside {
        private final Hub hub;
        private final HubSettings settings;
        private final RealtimeSockets sockets;
        private final ProblemTexts texts =
                ProblemTexts.load(Map.of("http", Problem.ALL, NOUN, RealtimeProblems.ALL));
        private final Semaphore questions = new Semaphore(MAX_QUESTIONS);
        private final Counter holes;

        private Inside(Hub hub, HubSettings settings) {
            this.hub = hub;
            this.settings = settings;
            this.sockets = new RealtimeSockets(settings);
            this.holes =
                    Counter.builder("mitalk.realtime.holes")
                            .description("channels that lost an event and were read anew")
                            .register(hub.parts.meters());
        }

        HubSettings settings() {
            return settings;
        }

        RealtimeSockets sockets() {
            return sockets;
        }

        Clock clock() {
            return hub.parts.clock();
        }

        Threads threads() {
            return hub.parts.threads();
        }

        Frames.Wording wording(Language language) {
            return new Frames.Wording(texts, language);
        }

        void countHole() {
            holes.increment();
        }

        /** Runs a question to the database on a virtual thread, a few at a time. */
        void ask(Runnable question) {
            if (hub.closed) {
                return;
            }
            threads()
                    .virtual()
                    .execute(
                            () -> {
                                questions.acquireUninterruptibly();
                                try {
                                    question.run();
                                } finally {
                                    questions.release();
                                }
                            });
        }

        boolean closed() {
            return hub.closed;
        }

        /** The feed of a channel, which stays until {@link #unpin}; null when no source knows the name's prefix. */
        @Nullable Feed pin(String channel) {
            var name = ChannelName.parse(channel);
            var source = name == null ? null : hub.sources.get(name.prefix());
            if (name == null || source == null) {
                return null;
            }
            return Objects.requireNonNull(
                            hub.feeds.compute(
                                    channel,
                                    (_, pinned) ->
                                            pinned == null
                                                    ? new Pinned(new Feed(name, source, this), 1, 0)
                                                    : new Pinned(
                                                            pinned.feed(), pinned.pins() + 1, 0)))
                    .feed();
        }

        void unpin(Feed feed) {
            hub.feeds.computeIfPresent(
                    feed.name().text(),
                    (_, pinned) ->
                            new Pinned(pinned.feed(), pinned.pins() - 1, clock().nanoTime()));
        }
    }
}
