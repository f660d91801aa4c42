package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.realtime.ChannelEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many hands at once. */
final class HandsTest {

    private static final int CROWD = 20;

    private static final RoomHouse HOUSE = new RoomHouse();
    private static final Threads THREADS = Threads.create();

    @AfterAll
    static void close() {
        THREADS.close();
        HOUSE.close();
    }

    /** A room's row that nobody else can change until this is closed. */
    private record Held(CountDownLatch release, CompletableFuture<Void> done)
            implements AutoCloseable {

        static Held of(Party party) throws InterruptedException {
            var locked = new CountDownLatch(1);
            var release = new CountDownLatch(1);
            var done =
                    CompletableFuture.runAsync(
                            () ->
                                    HOUSE.database()
                                            .run(
                                                    tx -> {
                                                        RoomStore.lock(tx, party.room());
                                                        locked.countDown();
                                                        wait(release);
                                                    }),
                            THREADS.virtual());
            assertThat(locked.await(20, TimeUnit.SECONDS)).isTrue();
            return new Held(release, done);
        }

        private static void wait(CountDownLatch release) {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            release.countDown();
            done.join();
        }
    }

    private static List<ChannelEvent> raised(Party party) {
        HOUSE.settle();
        return HOUSE.events().stream()
                .filter(event -> event.channel().equals("room:" + party.room()))
                .filter(event -> event.type().equals("hand-raised"))
                .toList();
    }

    private static CompletableFuture<Caller.Said> raise(Caller who, Party party) {
        return CompletableFuture.supplyAsync(
                () -> who.put(party.at("/hand"), ""), THREADS.virtual());
    }

    @Test
    @DisplayName(
            "hands that go up at once are one change of the room, in their order, and each is answered")
    void together() throws Exception {
        var party = Party.of(HOUSE, "hd");
        var hands = HOUSE.rooms().stageVerbs().hands();
        var crowd = new ArrayList<Caller>();
        for (int i = 0; i < CROWD; i++) {
            var member = HOUSE.member("hd_" + i);
            HOUSE.enter(member, party.room());
            crowd.add(member);
        }
        var outside = HOUSE.member("hd_outside");
        var answers = new ArrayList<CompletableFuture<Caller.Said>>();
        try (var _ = Held.of(party)) {
            answers.add(raise(party.dan(), party));
            // The first is on its way and waits for the row; the others wait for the first.
            await().until(() -> hands.waiting(party.room()) == 0);
            for (int i = 0; i < CROWD; i++) {
                int before = i;
                answers.add(raise(crowd.get(i), party));
                await().until(() -> hands.waiting(party.room()) == before + 1);
            }
            assertThat(outside.put(party.at("/hand"), "").slug())
                    .as("what is in vain waits for nobody")
                    .isEqualTo("not-in-room");
        }
        for (var answer : answers) {
            var said = answer.get(20, TimeUnit.SECONDS).fine();
            assertThat(said.body().path("you").path("hand").asBoolean()).isTrue();
        }
        var events = raised(party);
        assertThat(events).hasSize(2);
        assertThat(events.getLast().version()).isEqualTo(events.getFirst().version() + 1);
        assertThat(events.getLast().patch().path("hands").size()).isEqualTo(CROWD);
        var order =
                HOUSE.database().read(tx -> StageStore.hands(tx, party.room())).stream()
                        .map(StageStore.Raised::account)
                        .toList();
        var came = new ArrayList<>(List.of(party.dan().id()));
        crowd.forEach(member -> came.add(member.id()));
        assertThat(order).isEqualTo(came);
    }

    @Test
    @DisplayName(
            "of hands that go up at once each has an answer of its own: who is gone is told so, the others go up")
    void each() throws Exception {
        var party = Party.of(HOUSE, "hf");
        var hands = HOUSE.rooms().stageVerbs().hands();
        var asked = new ArrayList<CompletableFuture<Caller.Said>>();
        try (var _ = Held.of(party)) {
            asked.add(raise(party.dan(), party));
            await().until(() -> hands.waiting(party.room()) == 0);
            asked.add(raise(party.eve(), party));
            await().until(() -> hands.waiting(party.room()) == 1);
            HOUSE.database()
                    .run(
                            tx ->
                                    tx.handle()
                                            .execute(
                                                    "delete from room_attendance where room = ? and account = ?",
                                                    party.room(),
                                                    party.eve().id()));
        }
        assertThat(asked.getFirst().get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(asked.getLast().get(20, TimeUnit.SECONDS).slug()).isEqualTo("not-in-room");
        assertThat(raised(party)).hasSize(1);
    }
}
