package io.mitalk.http;

import io.javalin.http.Context;
import io.mitalk.kit.text.Language;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Objects;
import org.eclipse.jetty.server.Request;

/**
 * Immutable. What was found out about a request before its handler saw it.
 *
 * @param id goes into the answer ({@code X-Request-Id}), the problem and the log
 * @param source the client, seen through trusted proxies
 * @param secure whether the client speaks TLS, to us or to a trusted proxy
 * @param host the authority that the client asked for, {@code host} or {@code host:port}
 * @param visitor who asks; outside /api always anonymous
 */
public record RequestInfo(
        String id, InetAddress source, boolean secure, String host, Visitor visitor) {

    static final String ATTRIBUTE = "io.mitalk.http.RequestInfo";

    RequestInfo(String id, InetAddress source, boolean secure, String host) {
        this(id, source, secure, host, Visitor.anonymous(Language.EN));
    }

    /** What is known about the request behind a Javalin context. */
    public static RequestInfo of(Context context) {
        return Objects.requireNonNull(context.<RequestInfo>attribute(ATTRIBUTE));
    }

    /** Who sent the request behind a Javalin context. */
    public static Visitor visitor(Context context) {
        return of(context).visitor();
    }

    /**
     * The same where nobody suspended has any business; before anything else of the request is looked at.
     *
     * @throws ProblemRaised {@code suspended}
     */
    public static Visitor welcome(Context context) throws ProblemRaised {
        var visitor = visitor(context);
        visitor.refuseSuspended();
        return visitor;
    }

    static RequestInfo of(Request request) {
        return (RequestInfo) Objects.requireNonNull(request.getAttribute(ATTRIBUTE));
    }

    /**
     * A number for whoever is behind the source, to count by: an IPv4 address, or an IPv6 network of 64 bits, since
     * that is what one customer has.
     */
    public long sourceKey() {
        byte[] bytes = source.getAddress();
        int length = source instanceof Inet6Address ? 8 : bytes.length;
        long key = source instanceof Inet6Address ? 1 : 0;
        for (int i = 0; i < length; i++) {
            key = key * 257 + (bytes[i] & 0xFF);
        }
        return key;
    }

    RequestInfo with(Visitor found) {
        return new RequestInfo(id, source, secure, host, found);
    }
}
