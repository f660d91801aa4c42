package io.mitalk.bench;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.util.concurrent.TimeUnit;

/** Thread-safe. How long a thread of the load generator waits for a processor: what is measured can be no sharper. */
final class Lag implements AutoCloseable {

    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Clock clock;
    private final Samples samples = new Samples();
    private volatile boolean closed;

    Lag(Threads threads, Clock clock) {
        this.clock = clock;
        threads.platform("bench-lag", this::run);
    }

    void clear() {
        samples.clear();
    }

    Percentiles percentiles() {
        return samples.percentiles();
    }

    private void run() {
        try {
            while (!closed) {
                long dueNs = clock.nanoTime() + STEP_NS;
                TimeUnit.NANOSECONDS.sleep(STEP_NS);
                samples.add((clock.nanoTime() - dueNs) / 1e6);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread ends by itself soon afterwards. */
    @Override
    public void close() {
        closed = true;
    }
}
