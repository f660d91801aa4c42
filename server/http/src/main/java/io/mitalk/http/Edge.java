package io.mitalk.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mitalk.kit.time.Clock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. The first to see every request, sockets included: finds the source, gives the request its id, limits
 * sources, sets the headers that every answer has, and counts.
 */
final class Edge extends Handler.Wrapper {

    static final String REQUEST_ID = "X-Request-Id";

    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final Pattern FOREIGN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
    private static final int ID_LENGTH = 12;

    private final TrustedProxies proxies;
    private final SourceLimit limit;
    private final SecurityHeaders headers;
    private final ProblemWriter problems;
    private final HttpServer.Parts parts;

    Edge(
            TrustedProxies proxies,
            SourceLimit limit,
            SecurityHeaders headers,
            ProblemWriter problems,
            HttpServer.Parts parts) {
        this.proxies = proxies;
        this.limit = limit;
        this.headers = headers;
        this.problems = problems;
        this.parts = parts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var info = info(request);
        request.setAttribute(RequestInfo.ATTRIBUTE, info);
        headers.addTo(response.getHeaders());
        response.getHeaders().put(REQUEST_ID, info.id());
        count(request, response);
        long waitMs = limit.waitMs(info);
        if (waitMs > 0) {
            response.getHeaders().put("Retry-After", Long.toString((waitMs + 999) / 1000));
            problems.answer(request, response, Problem.TOO_MANY_REQUESTS, callback);
            return true;
        }
        return super.handle(collapsed(request), response, callback);
    }

    private RequestInfo info(Request request) {
        var peer = peer(request);
        var fields = request.getHeaders();
        String foreign = proxies.trusts(peer) ? fields.get(REQUEST_ID) : null;
        String id =
                foreign != null && FOREIGN_ID.matcher(foreign).matches()
                        ? foreign
                        : parts.randomness().text(ID_LENGTH);
        String host = authority(request);
        boolean secure = proxies.secure(peer, fields, request.isSecure());
        return new RequestInfo(id, proxies.source(peer, fields), secure, host);
    }

    private static String authority(Request request) {
        String host = Request.getServerName(request);
        int port = Request.getServerPort(request);
        return port <= 0 || port == 80 || port == 443 ? host : host + ":" + port;
    }

    private static InetAddress peer(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress()
                        instanceof InetSocketAddress address
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    private void count(Request request, Response response) {
        Clock clock = parts.clock();
        MeterRegistry meters = parts.meters();
        long beganNs = clock.nanoTime();
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
        Request.addCompletionListener(
                request,
                (@Nullable Throwable failure) -> {
                    long tookNs = clock.nanoTime() - beganNs;
                    Timer.builder("mitalk.http.requests")
                            .description("requests by method and status")
                            .tag("method", method)
                            .tag("status", Integer.toString(response.getStatus()))
                            .register(meters)
                            .record(Duration.ofNanos(tookNs));
                    LOG.debug(
                            "{} {} {}",
                            method,
                            request.getHttpURI().getPath(),
                            response.getStatus());
                });
    }

    /** Some clients join a base URL that ends in a slash with a path that begins with one. */
    private static Request collapsed(Request request) {
        var uri = request.getHttpURI();
        String path = uri.getPath();
        if (path == null || !path.contains("//")) {
            return request;
        }
        return Request.serveAs(
                request,
                HttpURI.build(uri).path(SLASHES.matcher(path).replaceAll("/")).asImmutable());
    }
}
