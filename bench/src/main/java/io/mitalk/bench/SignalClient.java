package io.mitalk.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. A client's end of LiveKit signalling on the path {@code /rtc}. Responses come one at a time, on the HTTP
 * client's threads.
 */
final class SignalClient implements WebSocket.Listener, AutoCloseable {

    /** The protocol version that today's SDKs announce. */
    private static final String QUERY =
            "/rtc?protocol=17&sdk=java&version=0.1.0&auto_subscribe=1&access_token=";

    private final BiConsumer<SignalClient, SignalResponse> responses;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final Object sending = new Object();
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);
    private volatile @Nullable WebSocket socket;

    private SignalClient(BiConsumer<SignalClient, SignalResponse> responses) {
        this.responses = responses;
    }

    /** Connects; fails with the server's refusal. */
    static CompletableFuture<SignalClient> connect(
            HttpClient http,
            URI server,
            String token,
            BiConsumer<SignalClient, SignalResponse> responses) {
        var client = new SignalClient(responses);
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(server + QUERY + token), client)
                .thenApply(_ -> client);
    }

    /** Sends after everything sent before; java.net.http allows one send at a time. */
    void send(SignalRequest request) {
        var bytes = ByteBuffer.wrap(request.toByteArray());
        synchronized (sending) {
            lastSend = lastSend.thenCompose(_ -> open().sendBinary(bytes, true));
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        var part = new byte[data.remaining()];
        data.get(part);
        message.writeBytes(part);
        if (last) {
            var whole = message.toByteArray();
            message.reset();
            try {
                responses.accept(this, SignalResponse.parseFrom(whole));
            } catch (InvalidProtocolBufferException e) {
                from.abort();
            }
        }
        from.request(1);
        return null;
    }

    /** Drops the connection; a bench has no time for farewells. */
    @Override
    public void close() {
        var open = socket;
        if (open != null) {
            open.abort();
        }
    }

    private WebSocket open() {
        var open = socket;
        if (open == null) {
            throw new IllegalStateException("not connected yet");
        }
        return open;
    }
}
