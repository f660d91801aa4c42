package io.mitalk.media.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a recorder costs the packet thread, as a figure on the console; that it gets every packet is asserted. */
class TapFiguresTest {

    private static final Logger LOG = LoggerFactory.getLogger("io.mitalk.figures");
    private static final int BATCHES = 2_000;
    private static final int BATCH = 500;
    private static final int PAYLOAD_BYTES = 80;

    @Test
    @DisplayName(
            "what a recorder costs the packet thread for each packet; another thread reads all of them")
    void cost() throws InterruptedException {
        var clock = Clock.system();
        var tap = new Tap();
        var read = new AtomicInteger();
        byte[] payload = new byte[PAYLOAD_BYTES];
        long ns = 0;
        try (var threads = Threads.create()) {
            var reader = threads.platform("reader", () -> drain(tap, read));
            for (int batch = 0; batch < BATCHES; batch++) {
                long before = clock.nanoTime();
                for (int i = 0; i < BATCH; i++) {
                    int number = batch * BATCH + i;
                    tap.put(number, number * 960, before, payload, 0, PAYLOAD_BYTES);
                }
                // The first tenth is for the compiler.
                ns += batch < BATCHES / 10 ? 0 : clock.nanoTime() - before;
                while (read.get() < (batch + 1) * BATCH) {
                    LockSupport.parkNanos(10_000);
                }
            }
            tap.end();
            reader.join();
        }
        assertThat(read.get()).isEqualTo(BATCHES * BATCH);
        assertThat(tap.dropped()).isZero();
        LOG.info(
                String.format(
                        Locale.ROOT,
                        "tap: %.0f ns of the packet thread for a packet of %d bytes",
                        (double) ns / (BATCHES - BATCHES / 10) / BATCH,
                        PAYLOAD_BYTES));
    }

    private static void drain(Tap tap, AtomicInteger read) {
        while (!tap.ended()) {
            int count = tap.drain((_, _, _, _) -> {});
            read.addAndGet(count);
            if (count == 0) {
                LockSupport.parkNanos(10_000);
            }
        }
    }
}
