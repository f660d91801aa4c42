package io.mitalk.http;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Immutable. The configuration keys of the HTTP server. */
public final class HttpKeys {

    public static final Key<Integer> PORT =
            Key.port("http.port", 7880, "TCP port of the page, the API and signalling");

    public static final Key<String> BIND =
            Key.text(
                    "http.bind",
                    "127.0.0.1",
                    "address to listen on; 0.0.0.0 for every address of this machine");

    public static final Key<List<String>> TRUSTED_PROXIES =
            Key.list(
                    "http.trusted-proxies",
                    List.of(),
                    "address ranges (CIDR) of reverse proxies whose X-Forwarded headers are believed");

    public static final Key<Integer> REQUESTS_PER_SECOND =
            Key.integer(
                    "http.requests-per-second",
                    200,
                    1,
                    1_000_000,
                    "requests a second that one source may make for long");

    public static final Key<Integer> REQUEST_BURST =
            Key.integer(
                    "http.request-burst",
                    1_000,
                    1,
                    1_000_000,
                    "requests that one source may make at once after a quiet time");

    public static final Key<Path> TLS_CERTIFICATE =
            Key.path(
                    "tls.certificate",
                    Path.of(""),
                    "PEM file of the certificate chain, leaf first; with it HTTP becomes HTTPS; read again on change");

    public static final Key<Path> TLS_KEY =
            Key.path(
                    "tls.key",
                    Path.of(""),
                    "PEM file of the certificate's private key (RSA or EC, without password)");

    public static final List<Key<?>> ALL =
            List.of(
                    PORT,
                    BIND,
                    TRUSTED_PROXIES,
                    REQUESTS_PER_SECOND,
                    REQUEST_BURST,
                    TLS_CERTIFICATE,
                    TLS_KEY);

    private HttpKeys() {}

    /**
     * The server's settings.
     *
     * @param webFolder the built page, or null
     * @param publicUrl where browsers find the server, without a slash at its end; empty when nobody said
     * @throws io.mitalk.kit.config.ConfigException when values do not fit together
     */
    public static HttpSettings settings(Config config, @Nullable Path webFolder, String publicUrl) {
        return new HttpSettings(
                config.get(BIND),
                config.get(PORT),
                tls(config),
                config.get(TRUSTED_PROXIES).stream()
                        .map(
                                range ->
                                        Cidr.parse(range)
                                                .orElseThrow(
                                                        () ->
                                                                config.refused(
                                                                        TRUSTED_PROXIES,
                                                                        "holds "
                                                                                + range
                                                                                + ", which is no address range")))
                        .toList(),
                new HttpSettings.Requests(
                        config.get(REQUESTS_PER_SECOND), config.get(REQUEST_BURST)),
                webFolder,
                publicUrl);
    }

    /** Whether browsers reach the server itself by HTTPS. */
    public static boolean secure(Config config) {
        return given(config.get(TLS_CERTIFICATE));
    }

    private static HttpSettings.@Nullable Tls tls(Config config) {
        boolean certificate = given(config.get(TLS_CERTIFICATE));
        boolean key = given(config.get(TLS_KEY));
        if (certificate != key) {
            throw certificate
                    ? config.refused(TLS_CERTIFICATE, "needs tls.key beside it")
                    : config.refused(TLS_KEY, "needs tls.certificate beside it");
        }
        return certificate
                ? new HttpSettings.Tls(config.get(TLS_CERTIFICATE), config.get(TLS_KEY))
                : null;
    }

    private static boolean given(Path path) {
        return !path.toString().isEmpty();
    }
}
