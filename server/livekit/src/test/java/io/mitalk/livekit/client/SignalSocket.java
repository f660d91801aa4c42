package io.mitalk.livekit.client;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Owned by one client of a test. Its signalling: a socket at a time, and everything that was ever said on them. */
final class SignalSocket implements WebSocket.Listener, AutoCloseable {

    final List<SignalResponse> inbox = new CopyOnWriteArrayList<>();

    /** How the socket ended, 0 as long as it has not. */
    volatile int closeCode;

    private final Consumer<SignalResponse> reader;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private volatile @Nullable WebSocket socket;
    private CompletableFuture<WebSocket> sent = new CompletableFuture<>();

    /** {@code reader} has dealt with a message when it comes to the inbox. */
    SignalSocket(Consumer<SignalResponse> reader) {
        this.reader = reader;
    }

    /** Opens a socket, again when it had one before. */
    void open(String address) throws Exception {
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), this)
                .get(5, TimeUnit.SECONDS);
    }

    /** Before the first message, which may ask for an answer sooner than {@link #open} returns. */
    @Override
    public synchronized void onOpen(WebSocket opened) {
        socket = opened;
        closeCode = 0;
        sent = CompletableFuture.completedFuture(opened);
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        part.writeBytes(bytes);
        if (last) {
            try {
                var message = SignalResponse.parseFrom(part.toByteArray());
                reader.accept(message);
                inbox.add(message);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
            part.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended(from, code);
        return null;
    }

    /** The connection was cut without a goodbye (RFC 6455 section 7.1.5). */
    @Override
    public void onError(WebSocket from, Throwable error) {
        ended(from, 1006);
    }

    private void ended(WebSocket from, int code) {
        if (from.equals(socket)) {
            closeCode = code;
        }
    }

    /** Queues a message behind those before; a socket takes one at a time. */
    synchronized void send(SignalRequest.Builder request) {
        var bytes = ByteBuffer.wrap(request.build().toByteArray());
        var open = Objects.requireNonNull(socket);
        sent = sent.handle((_, _) -> open).thenCompose(to -> to.sendBinary(bytes, true));
    }

    /** The first message of this kind, which has so many seconds to come unless it is here already. */
    SignalResponse await(String what, Predicate<SignalResponse> test, int seconds) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> inbox.stream().anyMatch(test));
        return inbox.stream().filter(test).findFirst().orElseThrow();
    }

    /** Breaks the socket without a word. */
    void vanish() {
        Objects.requireNonNull(socket).abort();
    }

    @Override
    public void close() {
        var open = socket;
        if (open != null) {
            open.abort();
        }
    }
}
