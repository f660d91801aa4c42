package io.mitalk.http;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. How the server is reached; each is a documented configuration key.
 *
 * @param bind address or host name to listen on
 * @param port TCP port, 0 picks a free one
 * @param tls certificate and key, or null for plain HTTP
 * @param trustedProxies whose X-Forwarded headers are believed
 * @param requests requests a second that one source may make for long, and at once
 * @param webFolder the built page, or null
 * @param publicUrl where browsers find the server, without a slash at its end; empty when nobody said
 */
public record HttpSettings(
        String bind,
        int port,
        @Nullable Tls tls,
        List<Cidr> trustedProxies,
        Requests requests,
        @Nullable Path webFolder,
        String publicUrl) {

    public HttpSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** PEM files: the certificate chain, leaf first, and its private key (PKCS#8, PKCS#1 or SEC 1, not encrypted). */
    public record Tls(Path certificate, Path key) {}

    /** A token bucket for each source. */
    public record Requests(int perSecond, int burst) {}

    /** Whether browsers are told to come back by HTTPS only. */
    boolean strictTransport() {
        return publicUrl.startsWith("https:");
    }

    /** The cookie of sessions. */
    public SessionCookie sessionCookie() {
        return new SessionCookie(tls != null || strictTransport());
    }

    /** Plain HTTP with default limits and no page. */
    public static HttpSettings plain(String bind, int port) {
        return new HttpSettings(bind, port, null, List.of(), new Requests(200, 1000), null, "");
    }
}
