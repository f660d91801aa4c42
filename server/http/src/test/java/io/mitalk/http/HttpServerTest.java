package io.mitalk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.kit.BusyException;
import io.mitalk.kit.StorageFullException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpServerTest {

    @Test
    @DisplayName(
            "An unknown address of the API is a problem in the reader's language, never a page")
    void unknownAddress() throws Exception {
        try (var http = new TestServer(table -> table.page("/live"))) {
            var english = http.get("/api/nothing");
            assertThat(english.statusCode()).isEqualTo(404);
            assertThat(english.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(english.body())
                    .contains("\"slug\":\"not-found\"", "\"title\":\"Not found\"");
            var chinese = http.get("/api/nothing", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
            assertThat(chinese.body()).contains("\"title\":\"未找到\"");
            String id = english.headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(english.body()).contains("\"requestId\":\"" + id + "\"");
            assertThat(http.get("/live").statusCode()).isEqualTo(503);
            assertThat(http.get("/live").body()).contains("page-not-built");
        }
    }

    @Test
    @DisplayName(
            "A handler that breaks answers with a problem and the request's id, and a wrong method with 405")
    void brokenHandler() throws Exception {
        Routes routes =
                table ->
                        table.get(
                                "/api/broken",
                                _ -> {
                                    throw new IllegalStateException("a defect");
                                });
        try (var http = new TestServer(routes)) {
            var answer = http.get("/api/broken");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("\"slug\":\"internal\"", "requestId")
                    .doesNotContain("a defect");
            var post =
                    HttpRequest.newBuilder(http.uri("/api/broken"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build();
            var refused = http.client.send(post, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.body()).contains("method-not-allowed");
        }
    }

    @Test
    @DisplayName("A full disk answers 507, whatever could not be kept")
    void fullDisk() throws Exception {
        Routes routes =
                table ->
                        table.get(
                                "/api/full",
                                _ -> {
                                    throw new StorageFullException("no space", new IOException());
                                });
        try (var http = new TestServer(routes)) {
            var answer = http.get("/api/full");
            assertThat(answer.statusCode()).isEqualTo(507);
            assertThat(answer.body()).contains("\"slug\":\"storage-full\"");
        }
    }

    @Test
    @DisplayName("What waits too long for the database answers 503, and says when to come again")
    void busy() throws Exception {
        Routes routes =
                table ->
                        table.get(
                                "/api/busy",
                                _ -> {
                                    throw new BusyException("no connection", new IOException());
                                });
        try (var http = new TestServer(routes)) {
            var answer = http.get("/api/busy");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(answer.body()).contains("\"slug\":\"busy\"");
        }
    }

    @Test
    @DisplayName("[S27] every answer forbids inline scripts, frames and sniffing, errors included")
    void securityHeaders() throws Exception {
        try (var http =
                new TestServer(
                        table -> table.get("/api/fine", context -> context.result("fine")))) {
            for (String path : List.of("/api/fine", "/api/nothing", "/%zz")) {
                String raw =
                        raw(
                                http,
                                "GET "
                                        + path
                                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                assertThat(raw).as(path).contains("Content-Security-Policy: default-src 'self'");
                assertThat(raw)
                        .as(path)
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe-inline");
                assertThat(raw)
                        .as(path)
                        .contains(
                                "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer");
                assertThat(raw).as(path).doesNotContain("Set-Cookie").doesNotContain("<html");
            }
        }
    }

    @Test
    @DisplayName("What Jetty refuses itself is a problem too: malformed request, headers too large")
    void jettysOwnErrors() throws Exception {
        try (var http = new TestServer(_ -> {})) {
            String malformed =
                    raw(http, "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(malformed).startsWith("HTTP/1.1 400").contains("application/problem+json");
            String large = "x".repeat(100_000);
            String tooLarge =
                    raw(http, "GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + large + "\r\n\r\n");
            assertThat(tooLarge).startsWith("HTTP/1.1 431").contains("headers-too-large");
        }
    }

    @Test
    @DisplayName("The page is served with a tag, its assets for ever, compressed where asked")
    void staticFiles(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("index.html"), "<!doctype html><title>MiTalk</title>");
        Files.writeString(folder.resolve("assets/app-1a2b.js"), "let a = 1;".repeat(500));
        var settings =
                new HttpSettings(
                        "127.0.0.1",
                        0,
                        null,
                        List.of(),
                        new HttpSettings.Requests(100, 100),
                        folder,
                        "");
        try (var http = new TestServer(settings, table -> table.page("/").page("/live"))) {
            for (String page : List.of("/", "/live")) {
                var index = http.get(page);
                assertThat(index.body()).contains("<title>MiTalk</title>");
                assertThat(index.headers().firstValue("Cache-Control")).hasValue("no-cache");
                String tag = index.headers().firstValue("ETag").orElseThrow();
                assertThat(http.get(page, "If-None-Match", tag).statusCode()).isEqualTo(304);
            }
            var asset = http.get("/assets/app-1a2b.js", "Accept-Encoding", "gzip");
            assertThat(asset.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(asset.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(v -> assertThat(v).contains("immutable"));
            assertThat(http.get("/assets/app-1a2b.js").body()).hasSize(5_000);
            assertThat(http.get("/assets/other.js").statusCode()).isEqualTo(404);
            assertThat(http.get("/anything").body()).contains("\"slug\":\"not-found\"");
            var mistyped = http.get("/anything", "Accept", "text/html,*/*;q=0.8");
            assertThat(mistyped.statusCode()).isEqualTo(404);
            assertThat(mistyped.body()).contains("<title>MiTalk</title>");
            assertThat(http.get("/api/anything", "Accept", "text/html").body())
                    .contains("\"slug\":\"not-found\"");
            assertThat(http.get("/assets/..%2f..%2fetc%2fpasswd").statusCode()).isIn(400, 404);
        }
    }

    @Test
    @DisplayName(
            "A source that asks too often is told when to come back; X-Forwarded-For counts behind a known proxy only")
    void rateLimit() throws Exception {
        var loopback = List.of(Cidr.parse("127.0.0.0/8").orElseThrow());
        Routes routes =
                table ->
                        table.get(
                                "/api/who",
                                context ->
                                        context.result(
                                                RequestInfo.of(context).source().getHostAddress()
                                                        + " "
                                                        + RequestInfo.of(context).secure()));
        var few = new HttpSettings.Requests(1, 3);
        try (var open =
                        new TestServer(
                                new HttpSettings("127.0.0.1", 0, null, List.of(), few, null, ""),
                                routes);
                var behind =
                        new TestServer(
                                new HttpSettings("127.0.0.1", 0, null, loopback, few, null, ""),
                                routes)) {
            assertThat(open.get("/api/who", "X-Forwarded-For", "203.0.113.9").body())
                    .isEqualTo("127.0.0.1 false");
            var answer =
                    behind.get(
                            "/api/who",
                            "X-Forwarded-For",
                            "6.6.6.6, 203.0.113.9",
                            "X-Forwarded-Proto",
                            "https");
            assertThat(answer.body()).isEqualTo("203.0.113.9 true");
            open.get("/api/who");
            open.get("/api/who");
            var refused = open.get("/api/who");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).contains("too-many-requests");
            assertThat(behind.get("/api/who", "X-Forwarded-For", "203.0.113.10").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("An occupied port is one clear line that names the flag")
    void occupiedPort() throws Exception {
        try (var http = new TestServer(_ -> {})) {
            var settings = HttpSettings.plain("127.0.0.1", http.server.port());
            assertThatThrownBy(() -> HttpServer.start(settings, List.of(), http.parts()))
                    .isInstanceOf(HttpStartException.class)
                    .hasMessageContaining("127.0.0.1:" + http.server.port())
                    .hasMessageContaining("--http-port");
        }
    }

    private static String raw(TestServer http, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), http.server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
