package io.mitalk.db;

import io.mitalk.kit.lifecycle.Threads;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Looks for due work at a steady pace and when it is poked; while there is some, up to four runners on
 * virtual threads carry it out, and when there is none, one look a period is all it costs.
 */
final class DueLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DueLoop.class);
    private static final int MAX_RUNNERS = 4;
    private static final int PERIOD_MS = 400;

    private final String name;
    private final Threads threads;
    private final BooleanSupplier step;

    /** Guarded by this. */
    private int runners;

    private boolean closed;
    private Threads.@Nullable Timer timer;

    /** A loop over {@code step}, which carries out one due thing and says whether there was one. */
    DueLoop(String name, Threads threads, BooleanSupplier step) {
        this.name = name;
        this.threads = threads;
        this.step = step;
    }

    synchronized boolean started() {
        return timer != null;
    }

    synchronized void start() {
        if (timer != null) {
            throw new IllegalStateException(name + " runs already");
        }
        timer = threads.every(PERIOD_MS, this::poke);
        poke();
    }

    /** Looks now, unless it is not started, closed, or all runners are at work anyway. */
    synchronized void poke() {
        if (timer == null || closed || runners == MAX_RUNNERS) {
            return;
        }
        runners++;
        threads.virtual().execute(this::run);
    }

    private void run() {
        try {
            while (open() && step.getAsBoolean()) {
                poke();
            }
        } catch (RuntimeException e) {
            LOG.warn("{} cannot look for due work; it looks again soon", name, e);
        } finally {
            ended();
        }
    }

    private synchronized boolean open() {
        return !closed;
    }

    private synchronized void ended() {
        runners--;
        notifyAll();
    }

    /** Starts nothing more, and waits up to five seconds for what runs. */
    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
        try {
            for (int i = 0; i < 50 && runners > 0; i++) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
