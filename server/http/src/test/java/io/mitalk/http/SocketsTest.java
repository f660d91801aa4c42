package io.mitalk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SocketsTest {

    /** Sends back what it gets, and keeps what it was told. */
    private static final class Echo implements SocketHandler {
        final CompletableFuture<SendQueue> out = new CompletableFuture<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        final AtomicInteger messages = new AtomicInteger();
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger overlaps = new AtomicInteger();

        @Override
        public void onOpen(SendQueue queue) {
            out.complete(queue);
        }

        @Override
        public void onBinary(byte[] message) {
            enter();
            out.join().sendBinary(message);
            inside.decrementAndGet();
        }

        @Override
        public void onText(String message) {
            enter();
            out.join().sendText(message);
            inside.decrementAndGet();
        }

        @Override
        public void onClose(int code, String reason) {
            enter();
            inside.decrementAndGet();
            closed.complete(code);
        }

        private void enter() {
            messages.incrementAndGet();
            if (inside.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
        }
    }

    /** A client that gathers whole messages. */
    private static final class Client implements WebSocket.Listener {
        final CopyOnWriteArrayList<Integer> sizes = new CopyOnWriteArrayList<>();
        final CopyOnWriteArrayList<String> texts = new CopyOnWriteArrayList<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private int binaryBytes;
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            binaryBytes += data.remaining();
            if (last) {
                sizes.add(binaryBytes);
                binaryBytes = 0;
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                texts.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete(CloseCode.BROKEN);
        }
    }

    private static WebSocket connect(TestServer http, String path, Client client) {
        return http.client.newWebSocketBuilder().buildAsync(http.socketUri(path), client).join();
    }

    @Test
    @DisplayName(
            "Text and binary messages up to 2 MiB pass both ways, also at a path with a double slash")
    void messages() throws Exception {
        var echo = new Echo();
        try (var http =
                new TestServer(
                        table ->
                                table.socket(
                                        "/rtc",
                                        request -> {
                                            assertThat(request.path()).isEqualTo("/rtc");
                                            assertThat(request.parameter("join_request"))
                                                    .hasSize(60_000);
                                            assertThat(request.toString()).doesNotContain("aaaa");
                                            return echo;
                                        }))) {
            var client = new Client();
            var socket = connect(http, "//rtc?join_request=" + "a".repeat(60_000), client);
            socket.sendText("hello", true).join();
            socket.sendBinary(ByteBuffer.allocate(2 << 20), true).join();
            await().until(() -> client.sizes.contains(2 << 20) && client.texts.contains("hello"));
            socket.sendClose(1000, "done").join();
            assertThat(echo.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
            assertThat(echo.overlaps).hasValue(0);
        }
    }

    @Test
    @DisplayName(
            "A refused upgrade is a plain answer that other origins may read, without a cookie")
    void refused() throws Exception {
        try (var http =
                new TestServer(
                        table ->
                                table.socket(
                                        "/rtc",
                                        _ -> {
                                            throw new UpgradeRefused(401, "no token");
                                        }))) {
            String raw = handshake(http, "/rtc");
            assertThat(raw)
                    .startsWith("HTTP/1.1 401")
                    .contains("Access-Control-Allow-Origin: *", "no token");
            assertThat(raw).doesNotContain("Set-Cookie");
            assertThat(handshake(http, "/other"))
                    .startsWith("HTTP/1.1 404")
                    .contains("problem+json");
            var plain = HttpRequest.newBuilder(http.uri("/rtc")).build();
            assertThat(http.client.send(plain, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName(
            "[S15] a message larger than 2 MiB ends its socket with 1009 and hurts nobody else")
    void tooBig() throws Exception {
        try (var http = new TestServer(table -> table.socket("/rtc", _ -> new Echo()))) {
            var other = new Client();
            var quiet = connect(http, "/rtc", other);
            var client = new Client();
            var socket = connect(http, "/rtc", client);
            try {
                socket.sendBinary(ByteBuffer.allocate((2 << 20) + 1), true).join();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(java.io.IOException.class);
            }
            assertThat(client.closed.get(5, TimeUnit.SECONDS))
                    .isIn(CloseCode.TOO_BIG, CloseCode.BROKEN);
            quiet.sendText("still here", true).join();
            await().until(() -> other.texts.contains("still here"));
        }
    }

    @Test
    @DisplayName("[S15] a flood of messages on one socket ends it with 1008")
    void flood() throws Exception {
        var echo = new Echo();
        try (var http = new TestServer(table -> table.socket("/rtc", _ -> echo))) {
            var client = new Client();
            var socket = connect(http, "/rtc", client);
            try {
                for (int i = 0; i < 10_000 && !client.closed.isDone(); i++) {
                    socket.sendText("x", true).join();
                }
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(java.io.IOException.class);
            }
            assertThat(echo.closed.get(5, TimeUnit.SECONDS)).isEqualTo(CloseCode.POLICY);
            assertThat(echo.messages.get()).isLessThan(3_000);
            assertThat(count(http.meters, "mitalk.http.sockets.flooded")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "[S15] a reader that stalls loses its socket with the overflow code, others get everything")
    void slowReader() throws Exception {
        var handlers = new CopyOnWriteArrayList<Echo>();
        try (var http =
                new TestServer(
                        table ->
                                table.socket(
                                        "/rtc",
                                        _ -> {
                                            var echo = new Echo();
                                            handlers.add(echo);
                                            return echo;
                                        }))) {
            try (var stalled = new Socket(InetAddress.getLoopbackAddress(), http.server.port())) {
                stalled.setReceiveBufferSize(4_096);
                stalled.getOutputStream().write(upgrade("/rtc").getBytes(StandardCharsets.UTF_8));
                await().until(() -> handlers.size() == 1);
                var client = new Client();
                var good = connect(http, "/rtc", client);
                var toStalled = handlers.getFirst().out.get(5, TimeUnit.SECONDS);
                byte[] message = new byte[16_000];
                await().atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(1))
                        .until(
                                () -> {
                                    toStalled.sendBinary(message);
                                    return handlers.getFirst().closed.isDone();
                                });
                assertThat(handlers.getFirst().closed).isCompletedWithValue(CloseCode.OVERFLOW);
                assertThat(toStalled.sendText("late")).isFalse();
                good.sendText("fine", true).join();
                await().until(() -> client.texts.contains("fine"));
                assertThat(count(http.meters, "mitalk.http.sockets.overflowed")).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName(
            "A server that stops tells every socket 1001 and waits for a stalled one for a second at most")
    void stop() throws Exception {
        var handlers = new CopyOnWriteArrayList<Echo>();
        var clients = List.of(new Client(), new Client());
        long beganNs;
        try (var http =
                new TestServer(
                        table ->
                                table.socket(
                                        "/rtc",
                                        _ -> {
                                            var echo = new Echo();
                                            handlers.add(echo);
                                            return echo;
                                        }))) {
            clients.forEach(client -> connect(http, "/rtc", client));
            var silent = new Socket(InetAddress.getLoopbackAddress(), http.server.port());
            silent.getOutputStream().write(upgrade("/rtc").getBytes(StandardCharsets.UTF_8));
            await().until(() -> handlers.size() == 3);
            handlers.forEach(handler -> handler.out.join());
            beganNs = http.parts().clock().nanoTime();
            http.server.close();
            long tookMs = TimeUnit.NANOSECONDS.toMillis(http.parts().clock().nanoTime() - beganNs);
            assertThat(tookMs).isLessThan(3_000);
            silent.close();
        }
        for (var client : clients) {
            assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(CloseCode.GOING_AWAY);
        }
        for (var handler : handlers) {
            assertThat(handler.closed.get(5, TimeUnit.SECONDS))
                    .isIn(CloseCode.GOING_AWAY, CloseCode.BROKEN);
        }
    }

    private static double count(SimpleMeterRegistry meters, String name) {
        return meters.get(name).counter().count();
    }

    private static String upgrade(String path) {
        return "GET "
                + path
                + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    private static String handshake(TestServer http, String path) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), http.server.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(upgrade(path).getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8_192];
            int length = 0;
            String text = "";
            while (!text.contains("\r\n\r\n") || text.endsWith("\r\n\r\n")) {
                int read = in.read(buffer, length, buffer.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
                text = new String(buffer, 0, length, StandardCharsets.UTF_8);
            }
            return text;
        }
    }
}
