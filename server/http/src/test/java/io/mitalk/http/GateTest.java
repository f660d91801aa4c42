package io.mitalk.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.text.Language;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final UUID ACCOUNT = new UUID(7, 7);

    private record Wish(String title, @Nullable String about, int seats) {}

    private static Visitor visitor(Visitor.Standing standing) {
        var suspension =
                standing == Visitor.Standing.SUSPENDED
                        ? new Visitor.Suspension("spam in three rooms", null)
                        : null;
        return new Visitor(ACCOUNT, standing, false, ACCOUNT, Language.EN, suspension);
    }

    private static void routes(RouteTable table) {
        table.authenticator(
                token ->
                        switch (token) {
                            case "waiting" -> visitor(Visitor.Standing.RESERVED);
                            case "member" -> visitor(Visitor.Standing.ACTIVE);
                            case "out" -> visitor(Visitor.Standing.SUSPENDED);
                            default -> null;
                        });
        table.get("/api/who", c -> c.result(RequestInfo.visitor(c).signedIn().toString()));
        table.get("/api/member", c -> c.result(RequestInfo.visitor(c).member().toString()));
        table.get("/api/operator", c -> c.result(RequestInfo.visitor(c).asOperator().toString()));
        table.post("/api/wish", c -> Answer.json(c, 201, Body.read(c, Wish.class, 100)));
        table.post("/api/cookie", c -> new SessionCookie(true).give(c, "abc", Duration.ofDays(1)));
        table.socket(
                "/api/live",
                request -> {
                    throw new UpgradeRefused(418, request.visitor().standing().name());
                });
        table.page("/r/{id}");
    }

    @Test
    @DisplayName("[S22] who is not signed in, not invited, suspended or no operator is told so")
    void standing() throws Exception {
        try (var http = new TestServer(GateTest::routes)) {
            assertThat(http.get("/api/who").statusCode()).isEqualTo(401);
            assertThat(http.get("/api/who").body()).contains("\"slug\":\"not-signed-in\"");
            assertThat(http.get("/api/who", "Cookie", "mitalk=forged").statusCode()).isEqualTo(401);
            assertThat(http.get("/api/who", "Cookie", "a=b; mitalk=waiting").body())
                    .isEqualTo(ACCOUNT.toString());
            assertThat(http.get("/api/member", "Cookie", "mitalk=waiting").body())
                    .contains("\"slug\":\"not-invited\"");
            assertThat(http.get("/api/member", "Cookie", "mitalk=member").statusCode())
                    .isEqualTo(200);
            assertThat(http.get("/api/operator", "Cookie", "mitalk=member").body())
                    .contains("\"slug\":\"not-operator\"");
            assertThat(http.get("/api/member", "Cookie", "mitalk=out").body())
                    .contains("\"slug\":\"suspended\"", "\"reason\":\"spam in three rooms\"");
        }
    }

    @Test
    @DisplayName(
            "[S22] a write that another site sends is refused, one of our page or of a program passes")
    void foreignWrites() throws Exception {
        var settings =
                new HttpSettings(
                        "127.0.0.1",
                        0,
                        null,
                        List.of(),
                        new HttpSettings.Requests(200, 1000),
                        null,
                        "https://talk.example.org");
        try (var http = new TestServer(settings, GateTest::routes)) {
            String host = "127.0.0.1:" + http.server.port();
            assertThat(post(http, "Origin", "https://evil.example").body())
                    .contains("foreign-origin");
            assertThat(post(http, "Origin", "null").statusCode()).isEqualTo(403);
            assertThat(post(http, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
            assertThat(post(http, "Sec-Fetch-Site", "same-site").statusCode()).isEqualTo(403);
            assertThat(
                            post(http, "Sec-Fetch-Site", "cross-site", "Origin", "http://" + host)
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(post(http, "Origin", "http://" + host).statusCode()).isEqualTo(201);
            assertThat(post(http, "Origin", "https://talk.example.org").statusCode())
                    .isEqualTo(201);
            assertThat(post(http, "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(201);
            assertThat(post(http, "User-Agent", "a program").statusCode()).isEqualTo(201);
            assertThat(http.get("/api/nothing", "Origin", "https://evil.example").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("[S22] a socket of another site is refused, one of ours knows its visitor")
    void sockets() throws Exception {
        try (var http = new TestServer(GateTest::routes)) {
            assertThat(upgrade(http, "http://evil.example", "mitalk=member")).isEqualTo(403);
            assertThat(upgrade(http, "http://127.0.0.1:" + http.server.port(), "mitalk=member"))
                    .isEqualTo(418);
        }
    }

    @Test
    @DisplayName("[S28] a body's unknown, missing and ill-shaped fields are refused by name")
    void bodies() throws Exception {
        try (var http = new TestServer(GateTest::routes)) {
            assertThat(post(http, "{\"title\":\"a\",\"seats\":3}").body())
                    .isEqualTo("{\"title\":\"a\",\"seats\":3}");
            assertThat(post(http, "{\"title\":\"a\",\"seats\":3,\"admin\":true}").body())
                    .contains("\"field\":\"admin\"", "\"slug\":\"bad-request\"");
            assertThat(post(http, "{\"seats\":3}").body()).contains("\"field\":\"title\"");
            assertThat(post(http, "{\"title\":\"a\",\"seats\":\"many\"}").body())
                    .contains("\"field\":\"seats\"");
            assertThat(post(http, "{\"title\":\"" + "a".repeat(100) + "\"}").statusCode())
                    .isEqualTo(413);
            assertThat(post(http, "").statusCode()).isEqualTo(400);
            assertThat(http.get("/r/123").statusCode()).isEqualTo(503);
            assertThat(http.get("/r/123/4").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName(
            "a client that sends more than is taken gets to the end of it, and then its answer")
    void tooMuch() throws Exception {
        try (var http = new TestServer(GateTest::routes);
                var socket = new Socket(InetAddress.getLoopbackAddress(), http.server.port())) {
            int length = 24 << 20; // more than the system would hold for a reader that has gone
            var out = socket.getOutputStream();
            String head = "POST /api/wish HTTP/1.1\r\nHost: x\r\nContent-Length: " + length;
            out.write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[1 << 20];
            for (int sent = 0; sent < length; sent += piece.length) {
                out.write(piece);
            }
            var line = new byte[12];
            assertThat(socket.getInputStream().readNBytes(line, 0, line.length)).isEqualTo(12);
            assertThat(line).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    @DisplayName(
            "[S22] the session cookie of an HTTPS server is bound to host and path, and hidden from scripts")
    void cookie() throws Exception {
        try (var http = new TestServer(GateTest::routes)) {
            var request =
                    HttpRequest.newBuilder(http.uri("/api/cookie"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build();
            var answer = http.client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Set-Cookie"))
                    .hasValue(
                            "__Host-mitalk=abc; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax; Secure");
        }
    }

    private static HttpResponse<String> post(TestServer http, String... headers) throws Exception {
        String body = headers.length == 1 ? headers[0] : "{\"title\":\"a\",\"seats\":3}";
        var request =
                HttpRequest.newBuilder(http.uri("/api/wish"))
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 1) {
            request.headers(headers);
        }
        return http.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int upgrade(TestServer http, String origin, String cookie) {
        try {
            http.client
                    .newWebSocketBuilder()
                    .header("Origin", origin)
                    .header("Cookie", cookie)
                    .buildAsync(http.socketUri("/api/live"), new WebSocket.Listener() {})
                    .join();
            return 101;
        } catch (CompletionException e) {
            return e.getCause() instanceof WebSocketHandshakeException refused
                    ? refused.getResponse().statusCode()
                    : 0;
        }
    }
}
