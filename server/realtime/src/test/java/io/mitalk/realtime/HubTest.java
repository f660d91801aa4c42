package io.mitalk.realtime;

import static io.mitalk.realtime.MemorySource.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mitalk.http.CloseCode;
import io.mitalk.kit.json.Json;
import io.mitalk.realtime.testing.TestClient;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HubTest {

    private static final UUID ANNA = new UUID(1, 1);
    private static final UUID BEN = new UUID(2, 2);

    private final MemorySource rooms = new MemorySource("room");

    private static TestClient client(TestHub http, @Nullable UUID account) {
        return new TestClient(account == null ? "" : "mitalk=" + account).connect(http.uri());
    }

    private static void follows(TestClient client, MemorySource source, String id) {
        await().untilAsserted(
                        () ->
                                assertThat(
                                                client.believed(
                                                        new ChannelName(source.prefix(), id)
                                                                .text()))
                                        .isEqualTo(source.truth(id)));
    }

    private static List<String> slugs(TestClient client, String op) {
        return client.heard(op).stream()
                .map(message -> message.path("problem").path("slug").asString())
                .toList();
    }

    @Test
    @DisplayName(
            "who subscribes gets the state and then every event; two transactions told in the wrong order too")
    void events() throws Exception {
        rooms.commit("a", "opened", patch("title", "Moon"));
        try (var http = new TestHub(rooms);
                var anna = client(http, ANNA);
                var guest = client(http, null)) {
            anna.subscribe("room:a");
            guest.subscribe("room:a");
            follows(anna, rooms, "a");
            follows(guest, rooms, "a");
            var first = rooms.commit("a", "hand-raised", patch("hand", "ben"));
            var second = rooms.commit("a", "hand-lowered", patch("hand", null));
            http.tell(second);
            http.tell(first);
            follows(anna, rooms, "a");
            follows(guest, rooms, "a");
            assertThat(anna.heard("event"))
                    .extracting(event -> event.path("type").asString())
                    .containsExactly("hand-raised", "hand-lowered");
            assertThat(rooms.loads).hasValue(2);
        }
    }

    @Test
    @DisplayName(
            "who comes back gets what was missed in one message, or the whole state when that is too much")
    void comingBack() throws Exception {
        try (var http = new TestHub(rooms);
                var anna = client(http, ANNA)) {
            anna.subscribe("room:a");
            http.tell(rooms.commit("a", "opened", patch("title", "Moon")));
            follows(anna, rooms, "a");
            anna.drop();
            for (int i = 0; i < 200; i++) {
                http.tell(rooms.commit("a", "said", patch("n" + i % 7, "x" + i)));
            }
            int states = anna.heard("state").size();
            anna.connect(http.uri());
            follows(anna, rooms, "a");
            assertThat(anna.heard("state")).hasSize(states);
            assertThat(anna.heard("events").getLast().path("events").size()).isEqualTo(200);
            anna.drop();
            for (int i = 0; i < 300; i++) {
                http.tell(rooms.commit("a", "said", patch("n" + i % 7, "y" + i)));
            }
            anna.connect(http.uri());
            follows(anna, rooms, "a");
            assertThat(anna.heard("state")).hasSize(states + 1);
            anna.subscribe("room:a", rooms.truth("a").version());
            await().untilAsserted(
                            () ->
                                    assertThat(anna.heard("events").getLast().path("events"))
                                            .as("nothing was missed, and that is said")
                                            .isEmpty());
        }
    }

    @Test
    @DisplayName("an event that was lost is noticed at the next heads, without another event")
    void lost() throws Exception {
        try (var http = new TestHub(rooms);
                var anna = client(http, ANNA)) {
            anna.subscribe("room:a");
            http.tell(rooms.commit("a", "opened", patch("title", "Moon")));
            follows(anna, rooms, "a");
            rooms.commit("a", "renamed", patch("title", "Sun"));
            http.hub.tick();
            follows(anna, rooms, "a");
            assertThat(http.meters.get("mitalk.realtime.holes").counter().count()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "a channel that nobody knows and one that is not to be seen are refused in the same words")
    void unknown() throws Exception {
        rooms.hidden.add("secret");
        try (var http = new TestHub(rooms);
                var guest = client(http, null)) {
            for (var channel : List.of("room:secret", "moon:a", "room:", "../etc", "room:a:b")) {
                guest.subscribe(channel);
            }
            await().until(() -> guest.heard("refused").size() == 5);
            assertThat(slugs(guest, "refused")).containsOnly("not-found");
            assertThat(
                            guest.heard("refused").stream()
                                    .map(message -> message.path("problem"))
                                    .distinct())
                    .hasSize(1);
            assertThat(rooms.loads).hasValue(0);
        }
    }

    @Test
    @DisplayName("who loses access hears nothing more of the channel and is told so; others go on")
    void withdrawn() throws Exception {
        try (var http = new TestHub(rooms);
                var anna = client(http, ANNA);
                var ben = client(http, BEN)) {
            anna.subscribe("room:a");
            ben.subscribe("room:a");
            http.tell(rooms.commit("a", "opened", patch("title", "Moon")));
            follows(anna, rooms, "a");
            follows(ben, rooms, "a");
            rooms.slowNs = 50_000_000;
            rooms.hidden.add("a " + BEN);
            http.hub.publish(
                    List.of(
                            rooms.commit("a", "removed", patch("ben", "removed")),
                            new AccessChanged("room:a", BEN),
                            rooms.commit("a", "said", patch("secret", "of the others"))));
            await().until(() -> slugs(ben, "closed").equals(List.of("access-withdrawn")));
            follows(anna, rooms, "a");
            assertThat(ben.heard.toString()).contains("removed").doesNotContain("of the others");
            http.tell(rooms.commit("a", "said", patch("more", "of the others")));
            follows(anna, rooms, "a");
            assertThat(ben.heard.toString()).doesNotContain("of the others");
            ben.subscribe("room:a");
            await().until(() -> slugs(ben, "refused").equals(List.of("not-found")));
            http.hub.reauthorise("room:a");
            http.tell(rooms.commit("a", "said", patch("more", "still here")));
            follows(anna, rooms, "a");
        }
    }

    @Test
    @DisplayName("a session or account that changed loses its sockets with 4001, and only those")
    void dropped() throws Exception {
        try (var http = new TestHub(rooms);
                var anna = client(http, ANNA);
                var ben = client(http, BEN)) {
            anna.subscribe("room:a");
            ben.subscribe("room:a");
            follows(ben, rooms, "a");
            follows(anna, rooms, "a");
            http.hub.dropSession(ANNA);
            assertThat(anna.closeCode()).isEqualTo(RealtimeClose.SESSION_CHANGED);
            http.tell(rooms.commit("a", "opened", patch("title", "Moon")));
            follows(ben, rooms, "a");
            http.hub.publish(List.of(new StandingChanged(BEN)));
            assertThat(ben.closeCode()).isEqualTo(RealtimeClose.SESSION_CHANGED);
        }
    }

    @Test
    @DisplayName(
            "ephemeral values of a key come at once and then at most twice a second, the newest last")
    void ephemeral() throws Exception {
        try (var http = new TestHub(rooms);
                var anna = client(http, ANNA)) {
            anna.subscribe("room:a");
            follows(anna, rooms, "a");
            for (int i = 1; i <= 500; i++) {
                http.hub.ephemeral("room:a", "audience", Json.mapper().valueToTree(i));
            }
            http.hub.ephemeral("room:a", "typing", Json.mapper().valueToTree("anna"));
            http.hub.ephemeral("room:other", "audience", Json.mapper().valueToTree(1));
            await().until(() -> anna.heard("ephemeral").size() == 3);
            assertThat(anna.heard("ephemeral"))
                    .extracting(message -> message.path("data").asString())
                    .containsExactlyInAnyOrder("1", "anna", "500");
        }
    }

    @Test
    @DisplayName(
            "an ephemeral value that passes while a subscriber is asked for reaches it afterwards")
    void ephemeralWhileHeld() throws Exception {
        try (var http = new TestHub(rooms);
                var anna = client(http, ANNA)) {
            anna.subscribe("room:a");
            follows(anna, rooms, "a");
            rooms.slowNs = TimeUnit.MILLISECONDS.toNanos(300);
            http.hub.reauthorise("room:a");
            http.hub.ephemeral("room:a", "audience", Json.mapper().valueToTree(2));
            await().until(() -> anna.heard("ephemeral").size() == 1);
            assertThat(anna.heard("ephemeral").getFirst().path("data").asInt()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName(
            "limits hold: subscriptions, connections of an account and of a source, size and rate of messages")
    void limits() throws Exception {
        var tight = new HubSettings(2, 2, 4, 256, 1, 10, 256, 200, 400);
        try (var http = new TestHub(tight, new LocalBus(), rooms);
                var anna = client(http, ANNA);
                var again = client(http, ANNA);
                var flood = client(http, BEN);
                var guest = client(http, null)) {
            assertThatThrownBy(() -> client(http, ANNA)).satisfies(HubTest::tooMany);
            assertThatThrownBy(() -> client(http, null)).satisfies(HubTest::tooMany);
            for (var channel : List.of("room:a", "room:b", "room:c")) {
                anna.subscribe(channel);
            }
            await().until(() -> slugs(anna, "refused").equals(List.of("too-many-subscriptions")));
            anna.say("{\"op\":\"unsubscribe\",\"channel\":\"room:a\"}");
            anna.subscribe("room:c");
            follows(anna, rooms, "c");
            again.say("x".repeat(300));
            assertThat(again.closeCode()).isEqualTo(CloseCode.TOO_BIG);
            for (int i = 0; i < 12; i++) {
                flood.say("{\"op\":\"unsubscribe\",\"channel\":\"room:a\"}");
            }
            assertThat(flood.closeCode()).isEqualTo(CloseCode.POLICY);
            await().untilAsserted(() -> client(http, ANNA).close());
            assertThat(guest.connected()).isTrue();
        }
    }

    private static void tooMany(Throwable thrown) {
        assertThat(status(thrown)).isEqualTo(429);
    }

    /** The HTTP status with which an upgrade was refused. */
    private static int status(Throwable thrown) {
        var refused = (WebSocketHandshakeException) Objects.requireNonNull(thrown.getCause());
        return refused.getResponse().statusCode();
    }

    @Test
    @DisplayName("what is no message of the protocol is refused, and the connection stays")
    void nonsense() throws Exception {
        try (var http = new TestHub(rooms);
                var anna = client(http, ANNA)) {
            var texts =
                    List.of(
                            "",
                            "null",
                            "[]",
                            "{\"op\":\"subscribe\"}",
                            "{\"op\":\"fly\",\"channel\":\"room:a\"}",
                            "{\"op\":\"subscribe\",\"channel\":\"room:a\",\"since\":-4}",
                            "{\"op\":\"subscribe\",\"channel\":\"room:a\",\"extra\":1}",
                            "{\"op\":\"unsubscribe\",\"channel\":\"room:a\",\"since\":1}");
            texts.forEach(anna::say);
            await().until(() -> anna.heard("refused").size() == texts.size());
            assertThat(slugs(anna, "refused")).containsOnly("bad-request");
            anna.subscribe("room:a");
            follows(anna, rooms, "a");
        }
    }

    @Test
    @DisplayName("[S22] a page of another origin gets no socket")
    void foreignOrigin() throws Exception {
        try (var http = new TestHub(rooms);
                var client = HttpClient.newHttpClient()) {
            var builder =
                    client.newWebSocketBuilder()
                            .header("Cookie", "mitalk=" + ANNA)
                            .header("Origin", "https://evil.example");
            assertThatThrownBy(
                            () ->
                                    builder.buildAsync(http.uri(), new WebSocket.Listener() {})
                                            .join())
                    .satisfies(thrown -> assertThat(status(thrown)).isEqualTo(403));
        }
    }

    @Test
    @DisplayName(
            "a reader that stalls loses its socket, others hear everything, and it catches up afterwards")
    void slowReader() throws Exception {
        try (var http = new TestHub(rooms);
                var anna = client(http, ANNA);
                var stalled = new Socket(InetAddress.getLoopbackAddress(), http.server.port())) {
            stalled.setReceiveBufferSize(4_096);
            stalled.getOutputStream().write(handshake().getBytes(StandardCharsets.UTF_8));
            stalled.getOutputStream()
                    .write(masked("{\"op\":\"subscribe\",\"channel\":\"room:a\"}"));
            anna.subscribe("room:a");
            follows(anna, rooms, "a");
            await().until(() -> rooms.loads.get() == 2);
            var overflows = http.meters.get("mitalk.http.sockets.overflowed").counter();
            var text = "x".repeat(8_000);
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(2))
                    .until(
                            () -> {
                                http.tell(rooms.commit("a", "said", patch("text", text)));
                                return overflows.count() == 1;
                            });
            follows(anna, rooms, "a");
            assertThat(anna.connected()).isTrue();
        }
    }

    @Test
    @DisplayName("a database that is away is told as a passing problem, and nothing is left behind")
    void broken() throws Exception {
        rooms.broken = true;
        try (var http = new TestHub(rooms);
                var anna = client(http, ANNA)) {
            anna.subscribe("room:a");
            await().until(() -> slugs(anna, "refused").equals(List.of("internal")));
            rooms.broken = false;
            anna.subscribe("room:a");
            follows(anna, rooms, "a");
        }
    }

    @Test
    @DisplayName("a server that stops says so with 1001")
    void stopping() throws Exception {
        TestClient anna;
        try (var http = new TestHub(rooms)) {
            anna = client(http, ANNA);
            anna.subscribe("room:a");
            follows(anna, rooms, "a");
        }
        assertThat(anna.closeCode()).isEqualTo(CloseCode.GOING_AWAY);
        anna.close();
    }

    private static String handshake() {
        return String.join(
                "\r\n",
                "GET /api/realtime HTTP/1.1",
                "Host: x",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "",
                "");
    }

    /** A text frame of a client with a mask of zeros (RFC 6455 section 5.2). */
    private static byte[] masked(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var frame = new byte[6 + bytes.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | bytes.length);
        System.arraycopy(bytes, 0, frame, 6, bytes.length);
        return frame;
    }
}
