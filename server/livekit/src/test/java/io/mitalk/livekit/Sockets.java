package io.mitalk.livekit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Sockets of clients that never come to media. */
final class Sockets {

    private Sockets() {}

    /** Joins, waits for the first message and closes the socket. */
    static void openAndClose(int port, String token) throws Exception {
        open(port, token).sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
    }

    /** Joins and waits for the first message; whatever else comes is left alone. */
    static WebSocket open(int port, String token) throws Exception {
        var first = new CompletableFuture<Void>();
        var listener =
                new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onBinary(
                            WebSocket socket, ByteBuffer data, boolean last) {
                        first.complete(null);
                        socket.request(1);
                        return null;
                    }
                };
        var uri = URI.create("ws://127.0.0.1:" + port + "/rtc?protocol=17&access_token=" + token);
        var socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(uri, listener)
                        .get(5, TimeUnit.SECONDS);
        first.get(5, TimeUnit.SECONDS);
        return socket;
    }
}
