package io.mitalk.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What a client asked for when it asked for a WebSocket.
 *
 * @param path decoded, leading double slashes collapsed
 * @param parameters decoded query parameters in their order
 * @param headers by lower-case name, the first value where there are several
 * @param info source, visitor and what else was found out
 */
public record UpgradeRequest(
        String path,
        Map<String, List<String>> parameters,
        Map<String, String> headers,
        RequestInfo info) {

    public UpgradeRequest {
        parameters = Map.copyOf(parameters);
        headers = Map.copyOf(headers);
    }

    /** The source, seen through trusted proxies. */
    public InetAddress remoteAddress() {
        return info.source();
    }

    /** Who asks; anonymous outside /api. */
    public Visitor visitor() {
        return info.visitor();
    }

    /** The first value of a query parameter, or null. */
    public @Nullable String parameter(String name) {
        var values = parameters.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** A header's first value, whatever the case of {@code name}, or null. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** Without the query: it carries access tokens, and a record's own text would print them into a log. */
    @Override
    public String toString() {
        return "UpgradeRequest[" + path + " from " + remoteAddress().getHostAddress() + "]";
    }
}
