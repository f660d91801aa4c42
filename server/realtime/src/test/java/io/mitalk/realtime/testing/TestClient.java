package io.mitalk.realtime.testing;

import io.mitalk.kit.json.Json;
import io.mitalk.kit.json.JsonInvalid;
import io.mitalk.realtime.ChannelState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Thread-safe. A client of the protocol as api/realtime.yaml describes it, over a real socket. */
public final class TestClient implements AutoCloseable {

    /** Every message so far. */
    public final CopyOnWriteArrayList<ObjectNode> heard = new CopyOnWriteArrayList<>();

    /** Frames that get lost between the socket and us. */
    public final AtomicInteger lose = new AtomicInteger();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String cookies;
    private final Map<String, ChannelState> channels = new HashMap<>();
    private @Nullable WebSocket socket;
    private CompletableFuture<Integer> closed = new CompletableFuture<>();

    /** A client with the value of a Cookie header, or with the empty text for none. */
    public TestClient(String cookies) {
        this.cookies = cookies;
    }

    /** Connects, and asks for every channel that it knows from where it stands. */
    public TestClient connect(URI uri) {
        var end = new CompletableFuture<Integer>();
        var builder = http.newWebSocketBuilder();
        if (!cookies.isEmpty()) {
            builder.header("Cookie", cookies);
        }
        var opened = builder.buildAsync(uri, new Listener(end)).join();
        synchronized (this) {
            closed = end;
            socket = opened;
            channels.forEach((channel, state) -> subscribe(channel, state.version()));
        }
        return this;
    }

    /** Asks for a channel as somebody who knows nothing of it. */
    public synchronized void subscribe(String channel) {
        channels.putIfAbsent(
                channel, new ChannelState(0, Json.mapper().createObjectNode().put("new", true)));
        say("{\"op\":\"subscribe\",\"channel\":\"" + channel + "\"}");
    }

    /** Asks for a channel as somebody who knows it up to a version. */
    public synchronized void subscribe(String channel, long since) {
        say("{\"op\":\"subscribe\",\"channel\":\"%s\",\"since\":%d}".formatted(channel, since));
    }

    /** Sends any text. */
    public synchronized void say(String text) {
        Objects.requireNonNull(socket).sendText(text, true).join();
    }

    /** The connection breaks, without a word. */
    public synchronized void drop() {
        if (socket != null) {
            socket.abort();
            socket = null;
        }
    }

    /** Whether it believes in its connection. */
    public synchronized boolean connected() {
        return socket != null && !closed.isDone();
    }

    /** What it believes a channel to be, or null. */
    public synchronized @Nullable ChannelState believed(String channel) {
        return channels.get(channel);
    }

    /** The code with which the connection was closed. */
    public int closeCode() throws Exception {
        CompletableFuture<Integer> end;
        synchronized (this) {
            end = closed;
        }
        return end.get(5, TimeUnit.SECONDS);
    }

    /** The messages of one kind so far. */
    public List<ObjectNode> heard(String op) {
        return heard.stream().filter(message -> message.path("op").asString().equals(op)).toList();
    }

    @Override
    public void close() {
        drop();
        http.shutdownNow();
    }

    private synchronized void receive(String text) {
        if (lose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return;
        }
        ObjectNode message;
        try {
            message = Json.read(text, ObjectNode.class);
        } catch (JsonInvalid e) {
            throw new AssertionError(text, e);
        }
        heard.add(message);
        String channel = message.path("channel").asString("");
        switch (message.path("op").asString()) {
            case "state" ->
                    channels.put(
                            channel,
                            new ChannelState(
                                    message.path("version").asLong(),
                                    (ObjectNode) message.path("state").deepCopy()));
            case "event" -> event(channel, message);
            case "events" -> message.path("events").forEach(event -> event(channel, event));
            case "heads" -> message.path("heads").properties().forEach(this::compare);
            default -> {} // nothing that changes a state
        }
    }

    private void event(String channel, JsonNode event) {
        var known = Objects.requireNonNull(channels.get(channel));
        long version = event.path("version").asLong();
        if (version == known.version() + 1) {
            var state = MergePatch.merged(known.state(), (ObjectNode) event.path("patch"));
            channels.put(channel, new ChannelState(version, state));
        } else if (version > known.version()) {
            subscribe(channel, known.version());
        }
    }

    private void compare(Map.Entry<String, JsonNode> head) {
        var known = channels.get(head.getKey());
        if (known != null && known.version() != head.getValue().asLong()) {
            subscribe(head.getKey(), known.version());
        }
    }

    /** Owned by its socket. */
    private final class Listener implements WebSocket.Listener {
        private final CompletableFuture<Integer> end;
        private final StringBuilder text = new StringBuilder();

        private Listener(CompletableFuture<Integer> end) {
            this.end = end;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                receive(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end.complete(1006);
        }
    }
}
