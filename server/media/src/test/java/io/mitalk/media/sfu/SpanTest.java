package io.mitalk.media.sfu;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What only a room on two workers has; that it forwards as others do is tested where forwarding is. */
class SpanTest {

    private static Stage stage(int spillListeners, int relayPackets) {
        return new Stage(Layout.LISTENERS_APART, new SpanSettings(spillListeners, relayPackets));
    }

    private static int port(PeerHandle peer) {
        var transport = peer.openTransport(TransportRole.SUBSCRIBER);
        return transport.local().candidates().getFirst().getPort();
    }

    private static int peersAt(Stage stage, int worker) {
        return stage.sfu.workers().get(worker).context().counters().peers;
    }

    @Test
    @DisplayName(
            "listeners beyond the bound go to another worker, whose port their candidates name; the stage stays")
    void placement() {
        try (var stage = stage(3, 64)) {
            int home = stage.sfu.ports().getFirst();
            int other = stage.sfu.ports().getLast();
            assertThat(port(stage.room.addPeer("moderator"))).isEqualTo(home);
            var first = stage.room.addPeer("listener 1", true);
            assertThat(port(first)).isEqualTo(home);
            assertThat(port(stage.room.addPeer("listener 2", true))).isEqualTo(home);
            for (int i = 3; i < 6; i++) {
                assertThat(port(stage.room.addPeer("listener " + i, true))).isEqualTo(other);
            }
            assertThat(port(stage.room.addPeer("speaker"))).isEqualTo(home);
            // Both are full: to the one with fewer.
            assertThat(port(stage.room.addPeer("listener 6", true))).isEqualTo(other);
            stage.room.settled().join();
            assertThat(peersAt(stage, 0)).isEqualTo(4);
            assertThat(peersAt(stage, 1)).isEqualTo(4);

            first.close();
            stage.room.addPeer("gone", true).close();
            stage.room.settled().join();
            assertThat(peersAt(stage, 0) + peersAt(stage, 1)).isEqualTo(7);
            // A small room stays on one worker, and the next one goes to whoever has less to do.
            var next = stage.sfu.openRoom("RM_next", event -> {});
            assertThat(port(next.addPeer("somebody", true)))
                    .isEqualTo(port(next.addPeer("somebody else")));
        }
    }

    @Test
    @DisplayName(
            "listeners go past a home that is late, and are let in while another worker keeps up")
    void late() {
        try (var stage =
                        new Stage(
                                Layout.LISTENERS_APART,
                                new SpanSettings(100, 64),
                                HeldWorker.settings());
                var held = HeldWorker.hold(stage.sfu)) {
            assertThat(held).isNotNull();
            await().atMost(20, SECONDS).until(() -> stage.room.overloaded(false));
            assertThat(stage.room.overloaded(true)).isFalse();
            assertThat(port(stage.room.addPeer("listener", true)))
                    .isEqualTo(stage.sfu.ports().getLast());
            assertThat(port(stage.room.addPeer("speaker"))).isEqualTo(stage.sfu.ports().getFirst());
        }
    }

    @Test
    @DisplayName("without a bound, and without another worker, a room stays at home")
    void together() {
        try (var stage = stage(0, 64)) {
            IntStream.range(0, 9).forEach(i -> stage.room.addPeer("listener " + i, true));
            stage.room.settled().join();
            assertThat(peersAt(stage, 0)).isEqualTo(9);
        }
        try (var stage = new Stage(Layout.TOGETHER, new SpanSettings(2, 64))) {
            IntStream.range(0, 9).forEach(i -> stage.room.addPeer("listener " + i, true));
            stage.room.settled().join();
            assertThat(peersAt(stage, 0)).isEqualTo(9);
        }
    }

    @Test
    @DisplayName("a listener elsewhere who comes on stage is heard on both workers")
    void promoted() {
        try (var stage = stage(0, 64)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            var publishing = ben.peer().openTransport(TransportRole.PUBLISHER);
            var track =
                    publishing.addUpTrack(
                            new UpTrackSpec("TR_ben", "0", 77, 111, 4, 1, false, true, 0, false));
            var mouth = stage.caller(publishing).connect();
            var cleo = stage.listener("cleo", track);
            var dora = stage.listener("dora", track);
            mouth.say(77, 1, "good evening");
            anna.caller().say(Stage.SPEAKER_SSRC, 1, "welcome");

            assertThat(cleo.caller().until(() -> !cleo.caller().heard().isEmpty())).isTrue();
            assertThat(dora.caller().until(() -> !dora.caller().heard().isEmpty())).isTrue();
            assertThat(ben.caller().until(() -> !ben.caller().heard().isEmpty())).isTrue();
            assertThat(dora.caller().heard().getFirst().payload()).isEqualTo("good evening");
            assertThat(stage.events)
                    .contains(
                            new MediaEvent.TrackStarted("ben", "TR_ben"),
                            new MediaEvent.TrackStarted("anna", "TR_anna"));
        }
    }

    @Test
    @DisplayName(
            "a worker that does not keep up loses packets, which are counted; the others of its room hear all")
    void overloaded() {
        try (var stage = stage(0, 16)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            var cleo = stage.listener("cleo", anna.track());
            var busy = new CountDownLatch(1);
            var over = occupy(stage.sfu.workers().getLast(), busy);
            for (int i = 0; i < 40; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, "frame " + i);
            }
            assertThat(cleo.caller().until(() -> cleo.caller().heard().size() == 40)).isTrue();
            assertThat(stage.count(counters -> counters.drops(DropReason.RELAY_FULL)))
                    .isEqualTo(24);
            busy.countDown();
            over.join();
            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 16)).isTrue();
            anna.caller().say(Stage.SPEAKER_SSRC, 40, "frame 40");
            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 17)).isTrue();
            var heard = ben.caller().heard();
            assertThat(heard.get(15).payload()).isEqualTo("frame 15");
            assertThat(heard.get(16).sequence())
                    .as("a loss like any other")
                    .isEqualTo(heard.get(15).sequence() + 25);
            ben.caller().nack(heard.getFirst().ssrc(), heard.get(15).sequence() + 1);
            assertThat(ben.caller().until(() -> stage.count(c -> c.retransmitsMissed) == 1))
                    .isTrue();
        }
    }

    /** Lets a worker do nothing else until the latch is down; it has begun, and completes with it. */
    private static CompletableFuture<Void> occupy(Worker worker, CountDownLatch until) {
        var begun = new CompletableFuture<Void>();
        var settled = new CompletableFuture<Void>();
        var over = settled.thenRun(() -> holdUp(begun, until));
        worker.post(new WorkerCommand.Settle(settled));
        begun.join();
        return over;
    }

    private static void holdUp(CompletableFuture<Void> begun, CountDownLatch until) {
        begun.complete(null);
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName(
            "[S18] a mute holds on every worker: what waits for one that is slow is not heard, nor sent again")
    void mute() {
        try (var stage = stage(0, 64)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            anna.caller().say(Stage.SPEAKER_SSRC, 1, "before");
            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 1)).isTrue();
            var busy = new CountDownLatch(1);
            var over = occupy(stage.sfu.workers().getLast(), busy);
            anna.caller().say(Stage.SPEAKER_SSRC, 2, "on its way");
            var relays = stage.sfu.workers().getLast().context().relays();
            assertThat(anna.caller().until(() -> relays.waiting() == 1)).isTrue();
            anna.track().muted(true);
            busy.countDown();
            over.join();
            assertThat(stage.atRest(ben.caller())).isTrue();
            ben.caller().nack(2000, ben.caller().heard().getFirst().sequence());
            assertThat(ben.caller().until(() -> stage.count(c -> c.retransmitsMissed) == 1))
                    .isTrue();
            ben.caller().listen(50);
            assertThat(ben.caller().heard()).hasSize(1);
            assertThat(stage.count(counters -> counters.drops(DropReason.MUTED))).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("[S17] who is put out is silent on every worker, whatever is on its way")
    void expelled() {
        try (var stage = stage(0, 64)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            for (int i = 0; i < 20; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, "frame " + i);
            }
            anna.peer().close();
            stage.room.settled().join();
            int heard = ben.caller().heard().size();
            for (int i = 20; i < 40; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, "frame " + i);
            }
            assertThat(stage.atRest(ben.caller())).isTrue();
            ben.caller().listen(50);
            assertThat(ben.caller().heard().stream().map(Caller.Heard::payload))
                    .doesNotContain("frame 20", "frame 39");
            assertThat(heard).isLessThanOrEqualTo(20);
            var feeds = anna.track().span().feeds();
            assertThat(feeds).hasSize(2).noneMatch(Feed::isOpen);
            assertThat(feeds).allMatch(feed -> feed.fanOut().receivers().isEmpty());
            // Who subscribes to it too late hears nothing, and is left with nothing open.
            var late = stage.room.addPeer("late", stage.sfu.workers().getLast());
            var transport = late.openTransport(TransportRole.SUBSCRIBER);
            transport.addDownTrack(anna.track(), new DownTrackSpec("0", 5, 111, 0, "c"));
            stage.room.settled().join();
            assertThat(feeds.getLast().fanOut().receivers()).isEmpty();
        }
    }

    @Test
    @DisplayName("the loss of a listener on another worker reaches the speaker's reports")
    void feedback() {
        try (var stage = stage(0, 64)) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            anna.caller().say(Stage.SPEAKER_SSRC, 1, "word");
            assertThat(ben.caller().until(() -> ben.caller().heard().size() == 1)).isTrue();
            ben.caller().lost(ben.caller().heard().getFirst().ssrc(), 51);
            var track = anna.track().span().track();
            // Told every five seconds.
            boolean told = false;
            for (int i = 0; i < 3 && !told; i++) {
                told =
                        ben.caller()
                                .until(
                                        () ->
                                                track.worstFractionLost(Clock.system().nanoTime())
                                                        == 51);
            }
            assertThat(told).isTrue();
        }
    }

    @Test
    @DisplayName(
            "a room that closes while packets are under way ends once, on both workers, and leaves nothing behind")
    void close() {
        var stage = stage(0, 64);
        var anna = stage.speaker("anna");
        stage.listener("ben", anna.track());
        var cleo = stage.listener("cleo", anna.track());
        for (int i = 0; i < 50; i++) {
            anna.caller().say(Stage.SPEAKER_SSRC, i, "frame " + i);
            if (i == 25) {
                stage.room.close();
            }
        }
        assertThat(cleo.caller().until(() -> stage.events.contains(new MediaEvent.RoomClosed())))
                .isTrue();
        assertThat(stage.atRest(cleo.caller())).isTrue();
        assertThat(stage.events.getLast()).isEqualTo(new MediaEvent.RoomClosed());
        assertThat(stage.events).filteredOn(MediaEvent.RoomClosed.class::isInstance).hasSize(1);
        for (var worker : stage.sfu.workers()) {
            var context = worker.context();
            assertThat(context.addresses().size()).isZero();
            assertThat(context.timers().size()).isZero();
            assertThat(context.counters().rooms).isZero();
            assertThat(context.counters().peers).isZero();
            assertThat(context.counters().liveTransports()).isZero();
            assertThat(worker.load()).isZero();
        }
        stage.close();
    }
}
