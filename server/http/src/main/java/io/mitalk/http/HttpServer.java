package io.mitalk.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.kit.BusyException;
import io.mitalk.kit.StorageFullException;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. One listening port with every route of the process: Edge -> WebSockets -> HTTP routes -> the page. The
 * routes' handlers run on virtual threads.
 */
public final class HttpServer implements AutoCloseable {

    /** Request line and headers together: a client may put a whole join request into the address. */
    static final int MAX_HEADER_BYTES = 72 * 1024;

    static final long MAX_BODY_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final long IDLE_MS = 60_000;
    private static final long BUSY_MS = 2_000;

    /** Connections that the system holds until we accept them: a room's listeners come back all at once. */
    private static final int ACCEPT_QUEUE = 1024;

    private final Javalin javalin;
    private final Sockets sockets;
    private final List<Threads.Timer> timers;
    private final int port;

    private HttpServer(Javalin javalin, Sockets sockets, List<Threads.Timer> timers) {
        this.javalin = javalin;
        this.sockets = sockets;
        this.timers = List.copyOf(timers);
        this.port = javalin.port();
    }

    /** What the server is given from outside. */
    public record Parts(
            Clock clock, Randomness randomness, Threads threads, MeterRegistry meters) {}

    /** Starts with the routes of these parts. */
    public static HttpServer start(HttpSettings settings, List<Routes> routes, Parts parts)
            throws HttpStartException {
        var table = new RouteTable();
        routes.forEach(part -> part.addTo(table));
        return start(settings, table, parts);
    }

    /**
     * Starts with this table.
     *
     * @throws HttpStartException when the port is taken, the address is not ours, or the certificate cannot be read
     */
    public static HttpServer start(HttpSettings settings, RouteTable table, Parts parts)
            throws HttpStartException {
        var headers = new SecurityHeaders(settings.strictTransport());
        var problems = new ProblemWriter(table.problemTexts(), headers);
        var gate = new Gate(settings, table.authenticator());
        var sockets = new Sockets(parts, problems, gate);
        var limit = new SourceLimit(settings.requests(), parts.clock());
        var edge =
                new Edge(
                        new TrustedProxies(settings.trustedProxies()),
                        limit,
                        headers,
                        problems,
                        parts);
        var tls =
                settings.tls() == null ? null : new TlsReloader(settings.tls(), parts.randomness());
        var files = StaticFiles.load(settings.webFolder(), table.pages());
        var javalin =
                Javalin.create(
                        config -> {
                            quiet(config);
                            config.jetty.addConnector(
                                    (server, http) -> connector(server, http, settings, tls));
                            config.jetty.modifyServer(
                                    server -> {
                                        server.setErrorHandler(problems);
                                        edge.setHandler(
                                                WebSocketUpgradeHandler.from(
                                                        server,
                                                        container ->
                                                                sockets.configure(
                                                                        container,
                                                                        table.sockets())));
                                        server.setHandler(edge);
                                    });
                            config.jetty.modifyServletContextHandler(
                                    context -> withoutSessions(context, problems));
                            config.routes.before("/api/*", gate::enter);
                            addRoutes(config, table, problems, files);
                        });
        startJetty(javalin, settings);
        List<Threads.Timer> timers = new ArrayList<>();
        timers.add(parts.threads().every(Sockets.PING_MS, sockets::ping));
        if (tls != null) {
            timers.add(parts.threads().every(TlsReloader.CHECK_MS, tls::check));
        }
        return new HttpServer(javalin, sockets, timers);
    }

    /** The port that the server listens on. */
    public int port() {
        return port;
    }

    /** Tells every socket that the server stops (1001), waits a second at most, and closes the port. */
    @Override
    public void close() {
        timers.forEach(Threads.Timer::cancel);
        sockets.stop();
        javalin.stop();
    }

    private static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.maxRequestSize = MAX_BODY_BYTES;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
    }

    private static void addRoutes(
            JavalinConfig config, RouteTable table, ProblemWriter problems, StaticFiles files) {
        for (var route : table.http()) {
            config.routes.addHttpHandler(route.method(), route.path(), route.handler());
        }
        config.spaRoot.addHandler("/", files::serve);
        config.routes.exception(ProblemRaised.class, (e, context) -> problems.answer(context, e));
        config.routes.exception(
                HttpResponseException.class,
                (e, context) -> problems.answer(context, ProblemWriter.ofStatus(e.getStatus())));
        config.routes.exception(
                StorageFullException.class,
                (e, context) -> {
                    LOG.error("request {}: {}", RequestInfo.of(context).id(), e.getMessage());
                    problems.answer(context, Problem.STORAGE_FULL);
                });
        config.routes.exception(
                BusyException.class,
                (e, context) -> {
                    LOG.warn("request {}: {}", RequestInfo.of(context).id(), e.getMessage());
                    problems.answer(context, Problem.BUSY.raise().retryAfterMs(BUSY_MS));
                });
        config.routes.exception(
                Exception.class,
                (e, context) -> {
                    LOG.error("request {} failed", RequestInfo.of(context).id(), e);
                    problems.answer(context, Problem.INTERNAL);
                });
    }

    private static Connector connector(
            Server server,
            HttpConfiguration http,
            HttpSettings settings,
            @Nullable TlsReloader tls) {
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setSendServerVersion(false);
        http.setUriCompliance(
                UriCompliance.DEFAULT.with(
                        "MITALK", UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
        ServerConnector connector;
        if (tls == null) {
            connector = new ServerConnector(server, 1, -1, new HttpConnectionFactory(http));
        } else {
            http.addCustomizer(new SecureRequestCustomizer(false));
            var factory = new HttpConnectionFactory(http);
            var ssl = new SslConnectionFactory(tls.factory(), factory.getProtocol());
            connector = new ServerConnector(server, 1, -1, ssl, factory);
        }
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MS);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        return connector;
    }

    /** A session, and a cookie for it, would otherwise be made for requests that never asked for one. */
    private static void withoutSessions(ServletContextHandler context, ProblemWriter problems) {
        var sessions = context.getSessionHandler();
        sessions.setUsingCookies(false);
        sessions.setSessionTrackingModes(Set.of());
        var cache = new NullSessionCache(sessions);
        cache.setSessionDataStore(new NullSessionDataStore());
        sessions.setSessionCache(cache);
        context.setErrorHandler(problems);
    }

    private static void startJetty(Javalin javalin, HttpSettings settings)
            throws HttpStartException {
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw startFailure(e, settings);
        }
    }

    private static HttpStartException startFailure(
            RuntimeException failure, HttpSettings settings) {
        String where = settings.bind() + ":" + settings.port();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                String text = String.valueOf(cause.getMessage());
                String reason =
                        text.contains("assign")
                                ? where
                                        + " is not an address of this machine; choose another with --http-bind"
                                : text.contains("ermission")
                                        ? "HTTP port "
                                                + where
                                                + " needs rights that this user does not have; choose one"
                                                + " above 1023 with --http-port"
                                        : "HTTP port "
                                                + where
                                                + " is taken by another program; choose another with"
                                                + " --http-port";
                return new HttpStartException(reason, failure);
            }
            if (cause instanceof UnresolvedAddressException
                    || cause instanceof UnknownHostException) {
                return new HttpStartException(
                        settings.bind() + " is not an address; choose another with --http-bind",
                        failure);
            }
        }
        var root = failure.getCause() == null ? failure : failure.getCause();
        return new HttpStartException(
                "HTTP on " + where + " does not start: " + root.getMessage(), failure);
    }
}
