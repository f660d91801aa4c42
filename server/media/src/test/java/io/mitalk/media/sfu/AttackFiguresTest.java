package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What attacks cost, as figures on the console: how fast a machine is no test's business, but what is
 * forwarded meanwhile is.
 */
final class AttackFiguresTest {

    private static final Logger LOG = LoggerFactory.getLogger("io.mitalk.figures");

    /** A million by {@code -Dmitalk.attack.packets=1000000}: docs/design/overload.md. */
    private static final int PACKETS = Integer.getInteger("mitalk.attack.packets", 20_000);

    /** How many datagrams may be on their way at once, so that none is lost for want of room in a socket. */
    private static final int BATCH = 50;

    /** A speaker may say eight batches at once. */
    private static final int TRUE_BATCHES = 7 + PACKETS / 40_000;

    private static final int WORDS = 100;

    @Test
    @DisplayName("[S6] what a forged packet costs a worker, beside a true one; none is forwarded")
    void forged() {
        try (var stage = new Stage()) {
            var anna = stage.speaker("anna");
            var ben = stage.listener("ben", anna.track());
            var cpu = new WorkerCpu(stage.sfu.workers().getFirst());
            int batches = PACKETS / BATCH;
            int between = batches / TRUE_BATCHES;
            long forgedNs = 0;
            long trueNs = 0;
            int said = 0;
            byte[] sound = new byte[0];
            for (int i = 0; i < batches; i++) {
                // Numbers of true packets stay near each other, as those of a speaker do.
                int seq = 2 * (i / between) * BATCH;
                if (i % between == 0) {
                    sound = anna.caller().lose(Stage.SPEAKER_SSRC, seq, "x".repeat(80));
                }
                long beforeNs = cpu.ns();
                for (int j = 0; j < BATCH; j++) {
                    byte[] altered = sound.clone();
                    altered[12 + j] ^= (byte) (1 + i % 255);
                    anna.caller().send(altered);
                }
                caughtUp(stage);
                forgedNs += cpu.ns() - beforeNs;
                if (i % between == between - 1) {
                    beforeNs = cpu.ns();
                    for (int j = 1; j <= BATCH; j++) {
                        anna.caller().say(Stage.SPEAKER_SSRC, seq + j, "x".repeat(80));
                    }
                    caughtUp(stage);
                    trueNs += cpu.ns() - beforeNs;
                    said += BATCH;
                    ben.caller().check(true);
                    ben.caller().listen(2);
                }
            }
            stage.room.settled().join();
            assertThat(stage.counters().forwarded()).isEqualTo(said);
            assertThat(stage.counters().drops()).isEqualTo((long) batches * BATCH);
            double eachForged = forgedNs / 1e3 / batches / BATCH;
            double eachTrue = trueNs / 1e3 / said;
            LOG.info(
                    String.format(
                            Locale.ROOT,
                            "S6: %.1f us of the worker for a forged packet, %.1f for a true one: %.2f times",
                            eachForged,
                            eachTrue,
                            eachForged / eachTrue));
        }
    }

    @Test
    @DisplayName(
            "[S10] how long words of one room take while another is flooded at fifty times its rate")
    void flooded() {
        try (var stage = new Stage()) {
            var anna = stage.speaker("anna");
            stage.listener("ben", anna.track());
            var other = stage.anotherRoom("RM_other");
            var cleo = stage.speaker(other, "cleo");
            var dora = stage.listener(other, "dora", cleo.track());
            var over = new AtomicBoolean();
            var flood = stage.threads.platform("flood", () -> flood(anna.caller(), over));
            var clock = Clock.system();
            var tookNs = new long[WORDS];
            for (int i = 0; i < WORDS; i++) {
                int heard = i + 1;
                LockSupport.parkNanos(10_000_000);
                long beforeNs = clock.nanoTime();
                cleo.caller().say(Stage.SPEAKER_SSRC, i, "word");
                assertThat(dora.caller().until(() -> dora.caller().heard().size() == heard))
                        .isTrue();
                tookNs[i] = clock.nanoTime() - beforeNs;
            }
            over.set(true);
            join(flood);
            assertThat(stage.counters().drops(DropReason.RATE_LIMITED)).isPositive();
            Arrays.sort(tookNs);
            LOG.info(
                    String.format(
                            Locale.ROOT,
                            "S10: from socket to socket p50 %.2f ms, p99 %.2f ms",
                            tookNs[WORDS / 2] / 1e6,
                            tookNs[WORDS * 99 / 100] / 1e6));
        }
    }

    private static void flood(Caller caller, AtomicBoolean over) {
        for (int seq = 0; !over.get(); seq++) {
            caller.say(Stage.SPEAKER_SSRC, seq, "x".repeat(1_100));
            LockSupport.parkNanos(400_000);
        }
    }

    @Test
    @DisplayName(
            "[S13] guessed names are not answered, keep nothing, and cost so little that all would last for ever")
    void guessed() {
        try (var stage = new Stage()) {
            var anna = stage.speaker("anna");
            var stranger = stage.caller(anna.transport());
            var real = anna.transport().local().ice();
            var addresses = stage.sfu.workers().getFirst().context().addresses();
            var chance = Randomness.secure();
            var cpu = new WorkerCpu(stage.sfu.workers().getFirst());
            int before = addresses.size();
            long beforeNs = cpu.ns();
            for (int i = 0; i < PACKETS; i++) {
                String name = chance.text(real.ufrag().length());
                stranger.check(new IceParameters(name, real.password()), true);
                if (i % BATCH == BATCH - 1) {
                    caughtUp(stage);
                }
            }
            double eachUs = (cpu.ns() - beforeNs) / 1e3 / PACKETS;
            stranger.listen(20);

            assertThat(stranger.stunAnswers()).isZero();
            assertThat(addresses.size()).isEqualTo(before);
            assertThat(stage.counters().drops(DropReason.STUN_UNKNOWN_UFRAG)).isEqualTo(PACKETS);
            // RFC 8839's 64 characters, though more are allowed: 6 bits each.
            double names = Math.pow(2, 6 * real.ufrag().length() - 1);
            double years = names * eachUs / 1e6 / 86_400 / 365;
            LOG.info(
                    String.format(
                            Locale.ROOT,
                            "S13: %.1f us of the worker for a guess, %.0e years for half of all names",
                            eachUs,
                            years));
        }
    }

    private static void caughtUp(Stage stage) {
        stage.room.settled().join();
        stage.room.settled().join();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
