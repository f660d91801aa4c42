package io.mitalk.app;

import io.mitalk.app.ops.Banner;
import io.mitalk.app.ops.FreeSpace;
import io.mitalk.app.ops.Metrics;
import io.mitalk.app.ops.Readiness;
import io.mitalk.db.Database;
import io.mitalk.db.DatabaseStartException;
import io.mitalk.http.HttpKeys;
import io.mitalk.http.HttpServer;
import io.mitalk.http.HttpStartException;
import io.mitalk.http.RouteTable;
import io.mitalk.http.Routes;
import io.mitalk.kit.KitKeys;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.realtime.Hub;
import io.mitalk.realtime.LocalBus;
import io.mitalk.realtime.RealtimeKeys;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Puts the parts together by hand, from the bottom up, and takes them apart in the order in which people
 * notice it least: they are told, then the work ends, then the sockets.
 */
final class Assembly implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private final Config config;
    private final Clock clock = Clock.system();
    private final Randomness randomness = Randomness.secure();
    private final Threads threads = Threads.create();
    private final Metrics metrics = new Metrics();
    private final Readiness readiness = new Readiness();
    private final RouteTable routes = new RouteTable();

    /** What was started, the newest first: the order of closing. */
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int mediaTcpPort;
    private List<InetAddress> mediaAddresses = List.of();
    private List<Integer> mediaPorts = List.of();
    private int httpPort;
    private @Nullable String setupToken;

    private Assembly(Config config) {
        this.config = config;
        started.push(threads);
        started.push(metrics);
    }

    /**
     * Starts everything; when a part cannot start, those before it are closed again.
     *
     * @param atProcessEnd is handed the closing before the start, since the process may be told to end meanwhile
     * @throws DatabaseStartException when the database cannot be opened
     * @throws HttpStartException when an HTTP port or certificate cannot be used
     * @throws java.io.UncheckedIOException when a media port cannot be used
     * @throws io.mitalk.kit.config.ConfigException when values do not fit together
     */
    static Assembly start(Config config, Consumer<Runnable> atProcessEnd)
            throws DatabaseStartException, HttpStartException {
        var assembly = new Assembly(config);
        atProcessEnd.accept(assembly::close);
        try {
            assembly.startParts();
            return assembly;
        } catch (DatabaseStartException | HttpStartException | RuntimeException e) {
            assembly.close();
            throw e;
        }
    }

    private synchronized void startParts() throws DatabaseStartException, HttpStartException {
        var secrets = Secrets.open(config);
        String publicUrl = AppKeys.publicUrl(config);
        var httpSettings = HttpKeys.settings(config, config.get(AppKeys.WEB), publicUrl);
        var registry = metrics.registry();
        var store =
                StoreStage.open(config, new Database.Parts(clock, randomness, threads, registry));
        started.push(store);
        readiness.needs("database", store.database()::ready);
        readiness.needs(
                "disk space",
                new FreeSpace(config.get(KitKeys.DATA), config.get(AppKeys.READY_FREE)));
        var media =
                MediaPlane.start(
                        config,
                        secrets,
                        new MediaPlane.Parts(clock, randomness, threads, registry));
        started.push(media::closePorts);
        mediaAddresses = media.addresses();
        mediaPorts = media.ports();
        mediaTcpPort = media.tcpPort();

        var hub = startHub();
        var httpParts = new HttpServer.Parts(clock, randomness, threads, registry);
        var social =
                SocialPlane.start(
                        config,
                        pageUrl(config),
                        httpSettings.sessionCookie(),
                        new SocialPlane.Needs(
                                store, hub, media.stage(), media.recorder(), httpParts));
        started.push(social);
        setupToken = social.setupToken();
        metrics.listen(config.get(AppKeys.METRICS_PORT), httpParts);
        for (Routes part : List.of(readiness, hub.routes())) {
            part.addTo(routes);
        }
        media.routes().forEach(part -> part.addTo(routes));
        social.routes().forEach(part -> part.addTo(routes));
        store.start();
        started.push(store::stopWork);
        var http = HttpServer.start(httpSettings, routes, httpParts);
        httpPort = http.port();
        started.push(http);
        started.push(media::closeRooms);
        started.push(() -> readiness.become(Readiness.State.DRAINING));
        readiness.become(Readiness.State.READY);
        threads.virtual().execute(() -> metrics.bindMachine(threads));
        social.rehearse();
    }

    private Hub startHub() {
        var parts = new Hub.Parts(clock, threads, metrics.registry(), new LocalBus());
        var hub = Hub.create(RealtimeKeys.settings(config), parts);
        started.push(hub);
        return hub;
    }

    /** What there is to say at the start. */
    Banner.Facts facts() {
        return new Banner.Facts(
                pageUrl(config, httpPort),
                config.get(HttpKeys.BIND),
                !AppKeys.publicUrl(config).isEmpty() || HttpKeys.secure(config),
                mediaPorts,
                mediaTcpPort,
                mediaAddresses.stream().map(InetAddress::getHostAddress).toList(),
                metrics.port(),
                setupToken == null ? null : pageUrl(config, httpPort) + "/setup#" + setupToken);
    }

    /** Every route, after the start. */
    RouteTable routes() {
        return routes;
    }

    int httpPort() {
        return httpPort;
    }

    /** Where a browser finds the page, without a slash at the end. */
    static String pageUrl(Config config) {
        return pageUrl(config, config.get(HttpKeys.PORT));
    }

    private static String pageUrl(Config config, int port) {
        String publicUrl = AppKeys.publicUrl(config);
        String scheme = HttpKeys.secure(config) ? "https" : "http";
        return publicUrl.isEmpty() ? scheme + "://localhost:" + port : publicUrl;
    }

    /** Waits until somebody has closed the assembly. */
    void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a start that is under way: half of it cannot be closed. Harmless when called again. */
    @Override
    public synchronized void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        for (var part : started) {
            try {
                part.close();
            } catch (Exception e) { // one part that fails to close must not keep the others open
                LOG.error("a part did not close", e);
            }
        }
        closed.countDown();
    }
}
