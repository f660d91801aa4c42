package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mitalk.media.tap.Tap;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.mitalk.media.sfu.Ground#some")
class AllocationTest {

    private final Ground ground;

    AllocationTest(Ground ground) {
        this.ground = ground;
    }

    private static final int LISTENERS = 10;
    private static final int PACKETS = 300;
    private static final int ROUNDS = 2;
    private static final int PAYLOAD_BYTES = 80;

    /** What NIO makes of an address that is not the one before; natively there is none of that. */
    private static final int NIO_BYTES = 64;

    /** Timers and orders of a second, spread over its packets: less than the smallest object for each. */
    private static final int NOTHING = 8;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    @DisplayName(
            "beyond the shares of javax.crypto and NIO nothing is allocated per forwarded packet;"
                    + " natively nothing at all, nor on the way to another worker")
    void forwarded() {
        measure(Stage::listener, 1, PAYLOAD_BYTES);
    }

    @Test
    @DisplayName("nor per merged packet")
    void merged() {
        measure((stage, sid, track) -> stage.audience(sid, track, 60), 3, 3 * PAYLOAD_BYTES);
    }

    @Test
    @DisplayName("nor per redundant packet")
    void redundant() {
        measure(Stage::redListener, 1, 3 * PAYLOAD_BYTES);
    }

    @Test
    @DisplayName("nor for a recorder that reads along")
    void recorded() {
        try (var stage = new Stage(ground)) {
            var anna = stage.speaker("anna");
            var workers = workers(stage);
            int round = 0;
            long alone = Long.MAX_VALUE;
            for (; round < ROUNDS; round++) {
                alone = Math.min(alone, allocated(workers, anna.caller(), round));
            }
            var tap = new Tap();
            anna.track().tap(tap);
            long recorded = Long.MAX_VALUE;
            int read = 0;
            for (; round < 2 * ROUNDS; round++) {
                recorded = Math.min(recorded, allocated(workers, anna.caller(), round));
                read += tap.drain((_, _, _, _) -> {});
            }
            assertThat(read).isEqualTo(ROUNDS * PACKETS);
            assertThat((recorded - alone) / PACKETS).isLessThan(NOTHING);
        }
    }

    /** How somebody who listens comes in. */
    private interface Entrance {
        Stage.Listener enter(Stage stage, String sid, UpTrackHandle track);
    }

    /** Listeners get {@code span} packets in one, and so many bytes in each. */
    private void measure(Entrance entrance, int span, int bytesSent) {
        try (var stage = new Stage(ground)) {
            var anna = stage.speaker("anna");
            var workers = workers(stage);
            int round = 0;
            // What a packet costs that is opened and goes to nobody.
            long opened = Long.MAX_VALUE;
            for (; round < ROUNDS; round++) {
                opened = Math.min(opened, allocated(workers, anna.caller(), round) / PACKETS);
            }
            // As many packets go out either way, so that timers and orders weigh the same.
            int listeners = LISTENERS * span;
            for (int i = 0; i < listeners; i++) {
                entrance.enter(stage, "listener" + i, anna.track());
            }
            long least = Long.MAX_VALUE;
            for (; round < 3 * ROUNDS; round++) {
                long sent = stage.count(Counters::forwarded);
                long bytes = allocated(workers, anna.caller(), round);
                long forwarded = stage.count(Counters::forwarded) - sent;
                // A packet more where a round's first ones still went out by themselves.
                assertThat(forwarded)
                        .isBetween(
                                (long) PACKETS / span * listeners,
                                (long) (PACKETS / span + span) * listeners);
                least = Math.min(least, (bytes - opened * PACKETS) / forwarded);
            }
            if (ground.path() == NativeUse.ON) {
                assertThat(least).isLessThan(NOTHING);
                return;
            }
            long crypto = cryptoShare(anna.caller(), bytesSent);
            // A tenth more: what the compiler spares of javax.crypto's objects differs by thread.
            assertThat(least).isLessThan(crypto + crypto / 10 + NIO_BYTES);
        }
    }

    /** Their threads. */
    private static List<Long> workers(Stage stage) {
        return stage.sfu.ports().stream().map(port -> threadId("mitalk-media-" + port)).toList();
    }

    private static long allocated(List<Long> workers, Caller caller, int round) {
        long before = allocated(workers);
        for (int i = 0; i < PACKETS; i++) {
            caller.say(Stage.SPEAKER_SSRC, round * PACKETS + i, "x".repeat(PAYLOAD_BYTES));
        }
        caller.listen(850);
        return allocated(workers) - before;
    }

    private static long allocated(List<Long> workers) {
        return workers.stream().mapToLong(THREADS::getThreadAllocatedBytes).sum();
    }

    /** What one protection of such a packet allocates on this thread, once warm. */
    private static long cryptoShare(Caller caller, int payloadBytes) {
        long self = Thread.currentThread().threadId();
        byte[] packet = new byte[payloadBytes + 100];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getThreadAllocatedBytes(self);
            for (int i = 0; i < 1000; i++) {
                caller.protectOnly(packet, payloadBytes, 100_000 + round * 1000 + i);
            }
            least = Math.min(least, (THREADS.getThreadAllocatedBytes(self) - before) / 1000);
        }
        return least;
    }

    private static long threadId(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .threadId();
    }
}
