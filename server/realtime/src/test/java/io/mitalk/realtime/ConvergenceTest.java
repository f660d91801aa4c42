package io.mitalk.realtime;

import static io.mitalk.realtime.MemorySource.patch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.http.HttpStartException;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.testing.SeededRandomness;
import io.mitalk.realtime.testing.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** A bad network, a restless community, and servers that come and go; at the end all must know the same. */
class ConvergenceTest {

    private static final int CLIENTS = 6;
    private static final int STEPS = 400;
    private static final List<String> IDS = List.of("a", "b", "c");

    /** Thread-safe. Loses one message in ten, and delays one in three, so that they overtake each other. */
    private static final class BadBus implements Bus {
        private final List<Consumer<BusMessage>> listeners = new CopyOnWriteArrayList<>();
        private final SeededRandomness randomness;
        private final Threads threads;

        BadBus(SeededRandomness randomness, Threads threads) {
            this.randomness = randomness;
            this.threads = threads;
        }

        @Override
        public void publish(BusMessage message) {
            int luck = randomness.nextInt(30);
            if (luck < 3) {
                return;
            }
            if (luck < 13) {
                threads.after(
                        randomness.nextInt(20),
                        () -> listeners.forEach(listener -> listener.accept(message)));
            } else {
                listeners.forEach(listener -> listener.accept(message));
            }
        }

        @Override
        public void listen(Consumer<BusMessage> listener) {
            listeners.add(listener);
        }
    }

    /** Owned by one test. The community and its network. */
    private static final class World implements AutoCloseable {
        final SeededRandomness randomness;
        final int few;
        final Threads threads = Threads.create();
        final MemorySource rooms = new MemorySource("room");
        final List<TestClient> clients = new ArrayList<>();
        volatile TestHub http;

        World(long seed, int few) throws HttpStartException {
            this.few = few;
            randomness = new SeededRandomness(seed);
            rooms.slowNs = 500_000;
            http = server();
            for (int i = 0; i < CLIENTS; i++) {
                var client = new TestClient("mitalk=" + new UUID(0, i)).connect(http.uri());
                IDS.forEach(id -> client.subscribe("room:" + id));
                clients.add(client);
            }
        }

        private TestHub server() throws HttpStartException {
            // A short history, so that some come back too late for it.
            var settings = new HubSettings(64, 20, 200, 1024, 100, 1_000, 16, few, 20);
            return new TestHub(settings, new BadBus(randomness, threads), rooms);
        }

        void step() throws HttpStartException {
            var client = clients.get(randomness.nextInt(CLIENTS));
            switch (randomness.nextInt(40)) {
                case 0, 1 -> client.drop();
                case 2, 3, 4, 5 -> {
                    if (!client.connected()) {
                        client.connect(http.uri());
                    }
                }
                case 6 -> client.lose.set(1 + randomness.nextInt(3));
                case 7 -> http.hub.tick();
                case 8 -> LockSupport.parkNanos(1_000_000L * randomness.nextInt(40));
                case 9 -> {
                    if (randomness.nextInt(4) == 0) {
                        http.close();
                        http = server();
                    }
                }
                case 10 -> http.hub.reauthorise("room:a");
                default ->
                        threads.virtual()
                                .execute(
                                        () ->
                                                http.tell(
                                                        rooms.commit(
                                                                IDS.get(randomness.nextInt(3)),
                                                                "changed",
                                                                change())));
            }
        }

        private ObjectNode change() {
            String key = "k" + randomness.nextInt(6);
            String value = randomness.nextInt(3) == 0 ? null : randomness.text(4);
            return randomness.nextInt(2) == 0
                    ? patch(key, value)
                    : Json.mapper().createObjectNode().set("nested", patch(key, value));
        }

        /** The network is good again; what nobody will mend is mended by the heads. */
        void settle() {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(
                            () -> {
                                for (var client : clients) {
                                    client.lose.set(0);
                                    if (!client.connected()) {
                                        client.connect(http.uri());
                                    }
                                }
                                http.hub.tick();
                                for (var client : clients) {
                                    for (var id : IDS) {
                                        assertThat(client.believed("room:" + id))
                                                .isEqualTo(rooms.truth(id));
                                    }
                                }
                            });
        }

        @Override
        public void close() {
            clients.forEach(TestClient::close);
            http.close();
            threads.close();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName(
            "after losses, delays, disorder, sleep and restarts every client ends in the state of the source")
    void converges(long seed) throws Exception {
        converges(seed, HubSettings.STANDARD.few());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    @DisplayName("the same where clients are told together what happened")
    void convergesTogether(long seed) throws Exception {
        converges(seed, 1);
    }

    private static void converges(long seed, int few) throws Exception {
        try (var world = new World(seed, few)) {
            for (int i = 0; i < STEPS; i++) {
                world.step();
            }
            world.settle();
            assertThat(world.rooms.truth("a").version()).isPositive();
        }
    }
}
