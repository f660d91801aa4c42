package io.mitalk.media.sfu;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a worker does between many orders. */
final class OrdersTest {

    private static final int ORDERS = 2_000;

    @Test
    @DisplayName(
            "a storm of orders does not keep a worker from everything else, and all are carried out in the end")
    void storm() throws Exception {
        try (var stage = new Stage()) {
            var worker = stage.sfu.workers().getFirst();
            var carriedOut = new AtomicInteger();
            var atFirstTimer = new CompletableFuture<Integer>();
            var last = new CompletableFuture<Void>();
            // On the worker's thread, so that all orders are there before its round goes on.
            order(
                    worker,
                    () -> {
                        long dueNs = Clock.system().nanoTime();
                        var timer = TimerQueue.once(_ -> atFirstTimer.complete(carriedOut.get()));
                        worker.context().timers().set(timer, dueNs);
                        for (int i = 0; i < ORDERS; i++) {
                            order(worker, carriedOut::incrementAndGet);
                        }
                        order(worker, () -> last.complete(null));
                    });

            assertThat(atFirstTimer.get(10, SECONDS)).isLessThan(ORDERS);
            last.get(10, SECONDS);
            assertThat(carriedOut).hasValue(ORDERS);
        }
    }

    private static void order(Worker worker, Runnable task) {
        var done = new CompletableFuture<Void>();
        var _ = done.thenRun(task);
        worker.post(new WorkerCommand.Settle(done));
    }
}
