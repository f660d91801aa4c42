package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livekit.server.WebhookReceiver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.json.ProtoWriter;
import io.mitalk.livekit.room.RoomEvent;
import io.mitalk.livekit.room.RoomKey;
import io.mitalk.livekit.room.RoomPolicy;
import io.mitalk.livekit.token.BodySeal;
import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.VideoGrant;
import io.mitalk.livekit.webhook.WebhookSettings;
import io.mitalk.livekit.webhook.Webhooks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import livekit.LivekitModels;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitWebhook.WebhookEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What programs outside are told, verified by LiveKit's own receiver. */
class WebhookTest {

    private static final RoomKey ROOM = new RoomKey(Realm.OPERATOR, "r");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Threads threads = Threads.create();

    @AfterEach
    void shut() {
        threads.close();
    }

    @Test
    @DisplayName(
            "a program is told of a room from its start to its end, in order, by sealed letters")
    void story() throws Exception {
        try (var listening = new Listening(House.KEY, (_, _) -> 200)) {
            try (var house = new House(settings(listening, 30_000, 200))) {
                var ada = house.join("ada", VideoGrant.speaker("r"));
                ada.joined();
                String track = ada.publish("cid");
                listening.awaitWords(3);
                assertThat(house.livekit.remove(ROOM, "ada").get(1, TimeUnit.SECONDS)).isTrue();
                listening.awaitWords(5);
                house.livekit.end(ROOM).join();
                listening.awaitWords(6);
                var published = listening.of("track_published");
                assertThat(published.getTrack().getSid()).isEqualTo(track);
                assertThat(published.getParticipant().getIdentity()).isEqualTo("ada");
            }
            assertThat(listening.words())
                    .startsWith("room_started")
                    .endsWith("track_unpublished", "participant_left", "room_finished")
                    .contains("participant_joined", "track_published")
                    .hasSize(6);
            var left = listening.events.get(4);
            assertThat(left.getId()).startsWith("EV_");
            assertThat(left.getCreatedAt()).isPositive();
            assertThat(left.getRoom().getName()).isEqualTo("r");
            assertThat(left.getParticipant().getState())
                    .isEqualTo(ParticipantInfo.State.DISCONNECTED);
        }
    }

    @Test
    @DisplayName("of everybody who is there when a room ends a program hears that they left")
    void ended() throws Exception {
        try (var listening = new Listening(House.KEY, (_, _) -> 200);
                var house = new House(settings(listening, 30_000, 200))) {
            house.join("ada", VideoGrant.speaker("r")).joined();
            house.join("eve", VideoGrant.speaker("r")).joined();
            listening.awaitWords(3);
            house.livekit.end(ROOM).join();
            listening.awaitWords(6);
            assertThat(listening.words().subList(3, 6))
                    .containsExactly("participant_left", "participant_left", "room_finished");
        }
    }

    @Test
    @DisplayName("who never connected has not joined; nobody is told of rooms of the application")
    void aborted() throws Exception {
        try (var listening = new Listening(House.KEY, (_, _) -> 200);
                var house = new House(settings(listening, 30_000, 200))) {
            house.livekit
                    .govern(
                            new RoomKey(Realm.APPLICATION, "community"),
                            new RoomPolicy(true, Map.of(), Set.of(), 100))
                    .join();
            house.enter("listener", "community").joined();
            house.livekit.end(new RoomKey(Realm.APPLICATION, "community")).join();
            var token = house.token("ada", VideoGrant.speaker("r"));
            Sockets.openAndClose(house.port(), token);
            listening.awaitWords(2);
            assertThat(listening.words())
                    .containsExactly("room_started", "participant_connection_aborted");
            assertThat(listening.events).allMatch(event -> event.getRoom().getName().equals("r"));
        }
    }

    @Test
    @DisplayName("what a receiver does not take now comes again, and what follows it waits")
    void retried() throws Exception {
        Listening.Answering failsThreeTimes = (n, _) -> n == 1 || n == 2 || n == 4 ? 503 : 200;
        try (var listening = new Listening(House.KEY, failsThreeTimes);
                var webhooks = start(settings(listening, 30_000, 200))) {
            IntStream.range(0, 5).forEach(i -> webhooks.accept(event("r", i)));
            listening.awaitWords(5);
            assertThat(numbers(listening.events)).containsExactly(0, 1, 2, 3, 4);
            assertThat(meters.counter("mitalk.webhook.retried").count()).isEqualTo(3);
            assertThat(meters.counter("mitalk.webhook.delivered").count()).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("one room's trouble does not hold up another room's news")
    void lanes() throws Exception {
        // Kept by the test and not by the receiver, which writes a letter down after its answer is
        // chosen.
        var quickTaken = new AtomicBoolean();
        Listening.Answering slowUntilQuick =
                (_, body) -> body.contains("RM_quick") || quickTaken.get() ? 200 : 503;
        try (var listening = new Listening(House.KEY, slowUntilQuick);
                var webhooks = start(settings(listening, 30_000, 200))) {
            webhooks.accept(event("slow", 0));
            Awaitility.await().until(() -> !listening.answers.isEmpty());
            webhooks.accept(event("quick", 1));
            listening.awaitWords(1);
            quickTaken.set(true);
            listening.awaitWords(2);
            assertThat(numbers(listening.events)).containsExactly(1, 0);
        }
    }

    @Test
    @DisplayName("what a receiver refuses, or does not take for too long, is counted and let go of")
    void dropped() throws Exception {
        try (var listening = new Listening(House.KEY, (n, _) -> n == 0 ? 400 : 503);
                var webhooks = start(settings(listening, 250, 200))) {
            webhooks.accept(event("r", 0));
            webhooks.accept(event("r", 1));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> dropped("refused") == 1 && dropped("old") == 1);
            assertThat(listening.events).isEmpty();
        }
    }

    @Test
    @DisplayName("no more events wait than may, and the room goes on")
    void full() throws Exception {
        var open = new CountDownLatch(1);
        Listening.Answering blocks =
                (_, _) -> {
                    try {
                        open.await();
                        return 200;
                    } catch (InterruptedException e) {
                        return 500;
                    }
                };
        try (var listening = new Listening(House.KEY, blocks);
                var webhooks = start(settings(listening, 30_000, 3))) {
            IntStream.range(0, 10).forEach(i -> webhooks.accept(event("r", i)));
            assertThat(dropped("full")).isEqualTo(7);
            open.countDown();
            listening.awaitWords(3);
            assertThat(numbers(listening.events)).containsExactly(0, 1, 2);
        }
    }

    @Test
    @DisplayName("[S26] a receiver that answers with another address is not followed there")
    void redirected() throws Exception {
        try (var listening = new Listening(House.KEY, (n, _) -> n == 0 ? 307 : 200);
                var webhooks = start(settings(listening, 30_000, 200))) {
            webhooks.accept(event("r", 0));
            webhooks.accept(event("r", 1));
            listening.awaitWords(1);
            assertThat(listening.answers).containsExactly(307, 200);
            assertThat(numbers(listening.events)).containsExactly(1);
            assertThat(dropped("refused")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a letter that was changed on its way, or sealed by another key, is not believed")
    void forged() {
        var body = ProtoWriter.EVENT.write(WebhookEvent.newBuilder().setEvent("x").build());
        var seal =
                BodySeal.of(
                        body.getBytes(StandardCharsets.UTF_8), House.KEY, Clock.system().instant());
        var receiver = new WebhookReceiver(House.KEY.name(), House.KEY.secret());
        assertThat(receiver.receive(body, seal).getEvent()).isEqualTo("x");
        assertThatThrownBy(() -> receiver.receive(body + " ", seal)).isNotNull();
        var other = new WebhookReceiver(House.KEY.name(), "another secret that is long enough");
        assertThatThrownBy(() -> other.receive(body, seal)).isNotNull();
    }

    private Webhooks start(WebhookSettings settings) {
        return Webhooks.start(
                settings, new Webhooks.Parts(Clock.system(), Randomness.secure(), threads, meters));
    }

    private static WebhookSettings settings(Listening listening, long ageMs, int perRoom) {
        return new WebhookSettings(
                List.of(listening.url()), House.KEY, perRoom, 1000, ageMs, 10_000);
    }

    private static RoomEvent event(String room, int number) {
        var info = LivekitModels.Room.newBuilder().setSid("RM_" + room).setNumParticipants(number);
        return new RoomEvent(RoomEvent.Kind.ROOM_STARTED, info.build(), null, null);
    }

    private static List<Integer> numbers(List<WebhookEvent> events) {
        return events.stream().map(event -> event.getRoom().getNumParticipants()).toList();
    }

    private double dropped(String reason) {
        return meters.counter("mitalk.webhook.dropped", "reason", reason).count();
    }
}
