package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.client.LoopbackSfu;
import io.mitalk.media.dtls.Forgeries;
import io.mitalk.wire.stun.StunWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Attacks on a worker, beside people who must not notice. Whoever waits here waits for what happened, not for time. */
final class AttackTest {

    /** A million by {@code -Dmitalk.attack.packets=1000000}: docs/design/overload.md. */
    private static final int PACKETS = Integer.getInteger("mitalk.attack.packets", 20_000);

    /** How many datagrams may be on their way at once, so that none is lost for want of room in a socket. */
    private static final int BATCH = 50;

    @Test
    @DisplayName(
            "[S1] hellos forged under the victim's own address neither stop it nor draw an alert")
    void spoofedHellos() {
        try (var stage = new Stage()) {
            var transport = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
            var caller = stage.caller(transport);
            transport.remote(caller.remote());
            caller.check(true);
            assertThat(caller.until(() -> caller.stunAnswers() > 0)).isTrue();
            Forgeries.hellos().forEach(caller::send);
            Forgeries.pieces().forEach(caller::send);
            caller.startDtls();
            Forgeries.pieces().forEach(caller::send);

            assertThat(caller.until(() -> caller.srtp() != null)).isTrue();
            assertThat(caller.until(() -> stage.connected("anna"))).isTrue();
            assertThat(caller.alerts()).isZero();
        }
    }

    @Test
    @DisplayName("[S5] two starts have two fingerprints")
    void starts() {
        var fingerprints = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            try (var stage = new Stage()) {
                var transport = stage.room.addPeer("anna").openTransport(TransportRole.PUBLISHER);
                fingerprints.add(transport.local().fingerprint());
            }
        }
        assertThat(fingerprints).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName(
            "[S6] of many altered, foreign and plain packets none is forwarded, and every true one between them is")
    void forgedMedia() {
        try (var stage = new Stage()) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            var cleo = stage.speaker("cleo");
            var dora = stage.listener("dora", cleo.track());
            byte[] mine = new byte[0];
            byte[] foreign = new byte[0];
            var random = new Random(6);
            int good = 0;
            for (int i = 0; i < PACKETS; i++) {
                if (i % 500 == 0) {
                    // Always what would come next, so that nothing but the tag is wrong with it.
                    int seq = 2 * ++good;
                    mine = anna.caller().lose(Stage.SPEAKER_SSRC, seq, "a packet that is altered");
                    foreign = cleo.caller().lose(Stage.SPEAKER_SSRC, seq, "under another key");
                    anna.caller().say(Stage.SPEAKER_SSRC, seq + 1, "anna " + good);
                    cleo.caller().say(Stage.SPEAKER_SSRC, seq + 1, "cleo " + good);
                }
                anna.caller().send(forged(random, i, mine, foreign));
                if (i % BATCH == BATCH - 1) {
                    caughtUp(stage);
                }
                if (i % 500 == 499) {
                    // Who only listens consents by checks, or a long run would lose them.
                    ben.caller().check(true);
                    dora.caller().check(true);
                    ben.caller().listen(2);
                    dora.caller().listen(2);
                }
            }
            int expected = good;
            assertThat(ben.caller().until(() -> ben.caller().heard().size() >= expected)).isTrue();
            assertThat(dora.caller().until(() -> dora.caller().heard().size() >= expected))
                    .isTrue();
            assertThat(said(ben)).isEqualTo(words("anna", 1, expected));
            assertThat(said(dora)).isEqualTo(words("cleo", 1, expected));
            stage.room.settled().join();
            assertThat(stage.counters().forwarded()).isEqualTo(2L * expected);
            assertThat(stage.counters().drops()).isEqualTo(PACKETS);
            assertThat(stage.counters().drops(DropReason.AUTH_FAILED)).isGreaterThan(PACKETS / 2);
        }
    }

    private static byte[] forged(Random random, int i, byte[] mine, byte[] foreign) {
        byte[] packet = i % 4 == 3 ? foreign.clone() : mine.clone();
        switch (i % 4) {
            // The header with its extension, the tag, any bit.
            case 0 -> packet[2 + random.nextInt(16)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> packet[packet.length - 1 - random.nextInt(10)] ^= (byte) 0x40;
            case 2 -> Arrays.fill(packet, 12, packet.length, (byte) i);
            default -> {}
        }
        return packet;
    }

    @Test
    @DisplayName(
            "[S7] over jumps of 2^15 and rollovers each packet and each report is taken once, whatever is repeated")
    void replayed() {
        try (var stage = new Stage()) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            int count = 0;
            for (int seq = 60_000; seq < 400_000; seq += 32_767) {
                byte[] packet = anna.caller().lose(Stage.SPEAKER_SSRC, seq, "word " + ++count);
                for (int i = 0; i < 3; i++) {
                    anna.caller().send(packet);
                }
            }
            byte[] report = anna.caller().sealReport();
            anna.caller().send(report);
            anna.caller().send(report);
            int expected = count;

            assertThat(ben.caller().until(() -> ben.caller().heard().size() >= expected)).isTrue();
            caughtUp(stage);
            ben.caller().listen(20);
            assertThat(said(ben)).isEqualTo(words("word", 1, expected));
            assertThat(stage.counters().drops(DropReason.REPLAYED)).isEqualTo(2L * expected + 1);
        }
    }

    @Test
    @DisplayName(
            "[S10] while one room is flooded, each word of another is out before the next fifty datagrams are in")
    void flooded() {
        try (var stage = new Stage()) {
            var anna = stage.speaker("anna");
            stage.listener("ben", anna.track());
            var other = stage.anotherRoom("RM_other");
            var cleo = stage.speaker(other, "cleo");
            var dora = stage.listener(other, "dora", cleo.track());
            for (int i = 0; i < 2500; i++) {
                anna.caller().say(Stage.SPEAKER_SSRC, i, "x".repeat(1100));
                if (i % BATCH == BATCH / 2) {
                    cleo.caller().say(Stage.SPEAKER_SSRC, i / BATCH, "word " + i / BATCH);
                }
                if (i % BATCH == BATCH - 1) {
                    int heard = 1 + i / BATCH;
                    caughtUp(stage);
                    assertThat(dora.caller().until(() -> dora.caller().heard().size() == heard))
                            .isTrue();
                }
            }
            assertThat(said(dora)).isEqualTo(words("word", 0, 49));
            assertThat(stage.counters().drops(DropReason.RATE_LIMITED)).isPositive();
        }
    }

    @Test
    @DisplayName(
            "[S11] a flood of checks draws no answer and leaves no state; good ones get no longer answer than they are")
    void floodOfChecks() {
        try (var stage = new Stage()) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            var stranger = stage.caller(anna.transport());
            var real = anna.transport().local().ice();
            var addresses = stage.sfu.workers().getFirst().context().addresses();
            int before = addresses.size();
            for (int i = 0; i < 4000; i++) {
                boolean known = i % 2 == 0;
                stranger.check(
                        new IceParameters(known ? real.ufrag() : "nobody" + i, "wrong".repeat(6)),
                        true);
                if (i % BATCH == BATCH - 1) {
                    caughtUp(stage);
                }
            }
            int answers = anna.caller().stunAnswers();
            anna.caller().check(true);
            assertThat(anna.caller().until(() -> anna.caller().stunAnswers() > answers)).isTrue();
            anna.caller().say(Stage.SPEAKER_SSRC, 1, "still here");
            assertThat(ben.caller().until(() -> !ben.caller().heard().isEmpty())).isTrue();
            stranger.listen(20);

            assertThat(stranger.stunAnswers()).isZero();
            assertThat(addresses.size()).isEqualTo(before);
            assertThat(stage.counters().drops(DropReason.STUN_BAD_INTEGRITY)).isEqualTo(2000);
            assertThat(stage.counters().drops(DropReason.STUN_UNKNOWN_UFRAG)).isEqualTo(2000);
            assertThat(stage.reached("anna", TransportState.DISCONNECTED)).isFalse();
            assertThat(anna.caller().answerBytes()).isLessThanOrEqualTo(anna.caller().checkBytes());
            // The shortest check that can be signed: header, our name with the least of theirs,
            // signature, fingerprint.
            int shortest = 20 + 4 + (real.ufrag().length() + 1 + 4 + 3) / 4 * 4 + 24 + 8;
            assertThat(StunWriter.MAX_RESPONSE_BYTES).isLessThanOrEqualTo(shortest);
        }
    }

    @Test
    @DisplayName("[S13] a second transport under a name in use is refused, and the first goes on")
    void sameName() {
        try (var stage = new Stage()) {
            var events = new CopyOnWriteArrayList<MediaEvent>();
            var parts =
                    new Sfu.Parts(
                            Clock.system(), new Stuck(), stage.threads, new SimpleMeterRegistry());
            try (var sfu = Sfu.start(LoopbackSfu.settings(10_000, 15_000), parts)) {
                var room = sfu.openRoom("RM_stuck", events::add);
                var first = room.addPeer("first").openTransport(TransportRole.PUBLISHER);
                var second = room.addPeer("second").openTransport(TransportRole.PUBLISHER);
                assertThat(second.local().ice()).isEqualTo(first.local().ice());
                assertThat(stage.caller(first).connect().srtp()).isNotNull();
                room.settled().join();

                assertThat(events)
                        .contains(
                                new MediaEvent.TransportChanged(
                                        "second",
                                        TransportRole.PUBLISHER,
                                        TransportState.FAILED,
                                        "ufrag-collision"));
                assertThat(events)
                        .noneMatch(
                                e ->
                                        e instanceof MediaEvent.TransportChanged changed
                                                && changed.peerSid().equals("first")
                                                && changed.state() == TransportState.FAILED);
            }
        }
    }

    /** Chance that always says the same. */
    private static final class Stuck implements Randomness {
        @Override
        public void nextBytes(byte[] bytes) {}

        @Override
        public int nextInt(int bound) {
            return 0;
        }

        @Override
        public int nextInt() {
            return 7;
        }
    }

    @Test
    @DisplayName(
            "[S18] however it ends, nothing that comes after the end was carried out is forwarded")
    void ends() {
        var ways = List.of("mute", "close the track", "remove the peer", "close the room");
        for (var way : ways) {
            try (var stage = new Stage()) {
                var anna = stage.speaker("anna");
                var ben = stage.listener("ben", anna.track());
                var over = new AtomicBoolean();
                var talk = stage.threads.platform("talk", () -> talk(anna.caller(), over));
                assertThat(ben.caller().until(() -> ben.caller().heard().size() > 3)).isTrue();
                switch (way) {
                    case "mute" -> anna.track().muted(true);
                    case "close the track" -> anna.track().close();
                    case "remove the peer" -> anna.peer().close();
                    default -> stage.room.close();
                }
                stage.room.settled().join();
                long forwarded = stage.counters().forwarded();
                long came = stage.counters().packetsIn;
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> stage.counters().packetsIn > came + 50);
                over.set(true);
                join(talk);
                stage.room.settled().join();
                assertThat(stage.counters().forwarded()).as(way).isEqualTo(forwarded);
            }
        }
    }

    private static void talk(Caller caller, AtomicBoolean over) {
        for (int seq = 1; !over.get(); seq++) {
            caller.say(Stage.SPEAKER_SSRC, seq, "word");
            try {
                Thread.sleep(3);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the worker has carried out an order that was given now, twice: datagrams come between orders. */
    private static void caughtUp(Stage stage) {
        stage.room.settled().join();
        stage.room.settled().join();
    }

    private static List<String> said(Stage.Listener listener) {
        return listener.caller().heard().stream().map(Caller.Heard::payload).toList();
    }

    private static List<String> words(String word, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> word + " " + i).toList();
    }
}
