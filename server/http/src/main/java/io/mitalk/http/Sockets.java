package io.mitalk.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread-safe. Every open WebSocket of the server: lets them in, asks them for signs of life, sees them out. */
final class Sockets {

    static final int MAX_MESSAGE_BYTES = 2 << 20;
    static final long CLOSE_WAIT_MS = 1_000;
    static final long PING_MS = 10_000;
    static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private final HttpServer.Parts parts;
    private final ProblemWriter problems;
    private final Gate gate;
    private final Set<SocketConnection> open = ConcurrentHashMap.newKeySet();
    private final Counter overflows;
    private final Counter floods;
    private volatile boolean stopping;

    Sockets(HttpServer.Parts parts, ProblemWriter problems, Gate gate) {
        this.parts = parts;
        this.problems = problems;
        this.gate = gate;
        var meters = parts.meters();
        overflows =
                Counter.builder("mitalk.http.sockets.overflowed")
                        .description("sockets closed because their reader was too slow")
                        .register(meters);
        floods =
                Counter.builder("mitalk.http.sockets.flooded")
                        .description("sockets closed because they sent too much")
                        .register(meters);
        Gauge.builder("mitalk.http.sockets.open", open, Set::size)
                .description("open sockets")
                .register(meters);
    }

    /** Sets the limits and the routes, before the server starts. */
    void configure(ServerWebSocketContainer container, List<RouteTable.Socket> routes) {
        container.setMaxBinaryMessageSize(MAX_MESSAGE_BYTES);
        container.setMaxTextMessageSize(MAX_MESSAGE_BYTES);
        container.setMaxFrameSize(MAX_MESSAGE_BYTES);
        container.setIdleTimeout(Duration.ofNanos(SILENCE_NS).multipliedBy(2));
        for (var socket : routes) {
            container.addMapping(
                    socket.path(),
                    (request, response, callback) ->
                            upgrade(socket.route(), request, response, callback));
        }
    }

    private @Nullable Object upgrade(
            SocketRoute route,
            ServerUpgradeRequest request,
            ServerUpgradeResponse response,
            Callback callback) {
        if (stopping) {
            problems.answer(request, response, Problem.STOPPING, callback);
            return null;
        }
        try {
            // Compression costs some 300 kB a socket, more than everything else that a listener
            // needs.
            response.setExtensions(List.of());
            var connection =
                    new SocketConnection(
                            this, route.accept(upgradeRequest(request, gate.enter(request))));
            connection.expected(threads().after(PING_MS, connection::abandonUnopened));
            return connection;
        } catch (ProblemRaised e) {
            problems.answer(request, response, e.problem(), callback);
            return null;
        } catch (UpgradeRefused e) {
            response.setStatus(e.status());
            response.getHeaders().put("Content-Type", "text/plain; charset=utf-8");
            response.getHeaders().put("Access-Control-Allow-Origin", "*");
            response.getHeaders().put("Cache-Control", "no-store");
            response.write(
                    true, ByteBuffer.wrap(e.text().getBytes(StandardCharsets.UTF_8)), callback);
            return null;
        } catch (RuntimeException e) {
            LOG.error("upgrade {} failed", RequestInfo.of(request).id(), e);
            problems.answer(request, response, Problem.INTERNAL, callback);
            return null;
        }
    }

    private static UpgradeRequest upgradeRequest(Request request, RequestInfo info) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        Request.extractQueryParameters(request)
                .forEach(field -> parameters.put(field.getName(), List.copyOf(field.getValues())));
        Map<String, String> headers = new HashMap<>();
        request.getHeaders()
                .forEach(
                        field ->
                                headers.putIfAbsent(
                                        field.getName().toLowerCase(Locale.ROOT),
                                        field.getValue() == null ? "" : field.getValue()));
        String path = request.getHttpURI().getDecodedPath();
        return new UpgradeRequest(path, parameters, headers, info);
    }

    void opened(SocketConnection connection) {
        open.add(connection);
        if (stopping) {
            connection.close(CloseCode.GOING_AWAY, "server stops");
        }
    }

    void closed(SocketConnection connection) {
        open.remove(connection);
    }

    /** Asks every socket for a sign of life. */
    void ping() {
        open.forEach(SocketConnection::ping);
    }

    /** Lets nobody in any more, tells everybody that the server stops, and waits for them for at most a second. */
    void stop() {
        stopping = true;
        open.forEach(connection -> connection.close(CloseCode.GOING_AWAY, "server stops"));
        long deadlineNs = clock().nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_WAIT_MS);
        while (!open.isEmpty() && clock().nanoTime() - deadlineNs < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        open.forEach(SocketConnection::cut);
    }

    void countOverflow() {
        overflows.increment();
    }

    void countFlood() {
        floods.increment();
    }

    Clock clock() {
        return parts.clock();
    }

    Threads threads() {
        return parts.threads();
    }
}
