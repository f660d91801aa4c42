package io.mitalk.realtime;

import static io.mitalk.realtime.MemorySource.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.json.Json;
import io.mitalk.realtime.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A channel with more clients than are told of each event by itself. */
final class CrowdedFeedTest {

    private static final int HANDS = 60;

    private final MemorySource rooms = new MemorySource("room");

    /** News wait until a count goes out, which is told soon; no test waits for the time to pass. */
    private static HubSettings waiting(int few, int history) {
        return new HubSettings(64, 20, 200, 1024, 10, 100, history, few, 3_600_000);
    }

    private static List<TestClient> clients(TestHub http, int count) {
        var clients = new ArrayList<TestClient>();
        for (int i = 0; i < count; i++) {
            var client = new TestClient("mitalk=" + new UUID(7, i)).connect(http.uri());
            client.subscribe("room:a");
            await().until(() -> !client.heard("state").isEmpty());
            clients.add(client);
        }
        return clients;
    }

    private void follow(List<TestClient> clients) {
        for (var client : clients) {
            await().untilAsserted(
                            () ->
                                    assertThat(client.believed("room:a"))
                                            .isEqualTo(rooms.truth("a")));
        }
    }

    /** The versions that a client was told after the state, in their order. */
    private static List<Long> versions(TestClient client) {
        var versions = new ArrayList<Long>();
        for (var message : client.heard) {
            switch (message.path("op").asString()) {
                case "event" -> versions.add(message.path("version").asLong());
                case "events" ->
                        message.path("events")
                                .forEach(event -> versions.add(event.path("version").asLong()));
                default -> {} // no event
            }
        }
        return versions;
    }

    private static ObjectNode hand(int number) {
        return Json.mapper().createObjectNode().set("hands", patch("hand " + number, "up"));
    }

    private static void count(TestHub http, int value) {
        http.hub.ephemeral("room:a", "vote", Json.mapper().valueToTree(value));
    }

    @Test
    @DisplayName(
            "hands that go up together are one message to each of many, all of them, in their order, without a gap")
    void together() throws Exception {
        try (var http = new TestHub(waiting(2, 256), new LocalBus(), rooms)) {
            var clients = clients(http, 3);
            http.tell(rooms.commit("a", "opened", patch("title", "Moon")));
            follow(clients);
            for (int i = 0; i < HANDS; i++) {
                http.tell(rooms.commit("a", "hand-raised", hand(i)));
            }
            count(http, 5);
            follow(clients);
            for (var client : clients) {
                assertThat(client.heard("event")).as("the first goes at once").hasSize(1);
                assertThat(client.heard("events")).as("the others together").hasSize(1);
                var told = client.heard("events").getFirst();
                assertThat(told.path("version").asLong()).isEqualTo(HANDS + 1);
                assertThat(told.path("ephemeral").path("vote").asInt()).isEqualTo(5);
                assertThat(versions(client))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, HANDS + 1).boxed().toList());
                client.close();
            }
        }
    }

    @Test
    @DisplayName(
            "who comes while news wait gets all of it once, and is told with the others afterwards")
    void comes() throws Exception {
        try (var http = new TestHub(waiting(1, 256), new LocalBus(), rooms)) {
            var clients = clients(http, 2);
            http.tell(rooms.commit("a", "opened", patch("title", "Moon")));
            follow(clients);
            http.tell(rooms.commit("a", "hand-raised", hand(1)));
            var late = clients(http, 1).getFirst();
            follow(List.of(late));
            http.hub.tick();
            var first = clients.getFirst();
            await().until(() -> !first.heard("heads").isEmpty());
            assertThat(first.heard("heads").getFirst().path("heads").path("room:a").asLong())
                    .as("the heads agree with what was told")
                    .isEqualTo(1);
            http.tell(rooms.commit("a", "hand-raised", hand(2)));
            count(http, 1);
            clients.add(late);
            follow(clients);
            assertThat(versions(late)).containsExactly(3L);
            assertThat(versions(first)).containsExactly(1L, 2L, 3L);
            clients.forEach(TestClient::close);
        }
    }

    @Test
    @DisplayName("more than is kept while news wait: everybody reads the state anew")
    void tooMuch() throws Exception {
        try (var http = new TestHub(waiting(1, 16), new LocalBus(), rooms)) {
            var clients = clients(http, 2);
            http.tell(rooms.commit("a", "opened", patch("title", "Moon")));
            follow(clients);
            for (int i = 0; i < HANDS; i++) {
                http.tell(rooms.commit("a", "hand-raised", hand(i)));
            }
            count(http, 9);
            follow(clients);
            for (var client : clients) {
                assertThat(client.heard("state")).hasSize(2);
                await().until(() -> client.heard("ephemeral").size() == 1);
                client.close();
            }
        }
    }
}
