package io.mitalk.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.mitalk.media.sfu.Stage#paths")
class AllocationTest {

    private final NativeUse path;

    AllocationTest(NativeUse path) {
        this.path = path;
    }

    private static final int LISTENERS = 10;
    private static final int PACKETS = 300;
    private static final int ROUNDS = 8;

    /** 128 bytes for a datagram whose sender is not the one before, spread over its listeners, with room for timers. */
    private static final int NIO_BYTES = 32;

    /** Timers and orders of a second, spread over its packets: less than the smallest object for each. */
    private static final int NOTHING = 8;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    @DisplayName(
            "beyond the shares of javax.crypto and NIO nothing is allocated per forwarded packet;"
                    + " natively nothing at all")
    void forwarded() {
        try (var stage = new Stage(path)) {
            var anna = stage.speaker("anna");
            for (int i = 0; i < LISTENERS; i++) {
                stage.listener("listener" + i, anna.track());
            }
            long worker = threadId("mitalk-media-" + stage.sfu.ports().getFirst());
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long before = THREADS.getThreadAllocatedBytes(worker);
                long sent = stage.counters().forwarded;
                speak(anna.caller(), round);
                long forwarded = stage.counters().forwarded - sent;
                assertThat(forwarded).isEqualTo(PACKETS * LISTENERS);
                long bytes = THREADS.getThreadAllocatedBytes(worker) - before;
                least = Math.min(least, bytes / forwarded);
            }
            if (path == NativeUse.ON) {
                assertThat(least).isLessThan(NOTHING);
                return;
            }
            long crypto = cryptoShare(anna.caller());
            // A packet is opened once and protected for each listener; NIO makes an address a
            // datagram.
            assertThat(least).isLessThan(crypto + crypto / LISTENERS + NIO_BYTES);
        }
    }

    private static void speak(Caller caller, int round) {
        for (int i = 0; i < PACKETS; i++) {
            caller.say(Stage.SPEAKER_SSRC, round * PACKETS + i, "x".repeat(80));
        }
        caller.listen(1000);
    }

    /** What one protection of such a packet allocates on this thread, once warm. */
    private static long cryptoShare(Caller caller) {
        long self = Thread.currentThread().threadId();
        byte[] packet = new byte[200];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getThreadAllocatedBytes(self);
            for (int i = 0; i < 1000; i++) {
                caller.protectOnly(packet, 100_000 + round * 1000 + i);
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
