package io.mitalk.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Objects;
import org.eclipse.jetty.server.Request;

/**
 * Immutable. What the edge found out about a request before any handler saw it.
 *
 * @param id goes into the answer ({@code X-Request-Id}), the problem and the log
 * @param source the client, seen through trusted proxies
 * @param secure whether the client speaks TLS, to us or to a trusted proxy
 * @param host the authority that the client asked for, {@code host} or {@code host:port}
 */
public record RequestInfo(String id, InetAddress source, boolean secure, String host) {

    static final String ATTRIBUTE = "io.mitalk.http.RequestInfo";

    /** What is known about the request behind a Javalin context. */
    public static RequestInfo of(Context context) {
        return Objects.requireNonNull(context.<RequestInfo>attribute(ATTRIBUTE));
    }

    static RequestInfo of(Request request) {
        return (RequestInfo) Objects.requireNonNull(request.getAttribute(ATTRIBUTE));
    }
}
