package io.mitalk.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Refuses writes and sockets that another site makes a browser send. A browser says where a request comes
 * from in Sec-Fetch-Site or, where it is older or the page is plain HTTP, in Origin; a client that says neither is no
 * browser, and nobody's cookie can be abused through it.
 *
 * @param publicUrl the server's own address without a slash at its end, or empty
 */
record OriginCheck(String publicUrl) {

    /** Whether a request with these headers may act; {@code host} is the authority that it was sent to. */
    boolean passes(@Nullable String fetchSite, @Nullable String origin, String host) {
        if (fetchSite != null) {
            return fetchSite.equals("same-origin") || fetchSite.equals("none") || known(origin);
        }
        return origin == null || known(origin) || authority(origin).equalsIgnoreCase(host);
    }

    private boolean known(@Nullable String origin) {
        return origin != null
                && !publicUrl.isEmpty()
                && origin.equalsIgnoreCase(originOf(publicUrl));
    }

    private static String originOf(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return path < 0 ? url : url.substring(0, path);
    }

    /** What stands after {@code http://}, without a default port; what no Host header equals when there is none. */
    private static String authority(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://")) {
            return withoutPort(lower.substring(7), ":80");
        }
        return lower.startsWith("https://") ? withoutPort(lower.substring(8), ":443") : "?";
    }

    private static String withoutPort(String authority, String port) {
        return authority.endsWith(port)
                ? authority.substring(0, authority.length() - port.length())
                : authority;
    }
}
