package io.mitalk.db;

import io.mitalk.kit.lifecycle.Threads;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Looks for due work at a steady pace, when it is poked, and when it was told that something falls due;
 * while there is some, up to four runners on virtual threads carry it out, and when there is none, one look a period is
 * all it costs.
 */
final class DueLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DueLoop.class);
    private static final int MAX_RUNNERS = 4;
    private static final long NS_PER_MS = 1_000_000;

    private final String name;
    private final Database.Parts parts;
    private final long periodMs;
    private final BooleanSupplier step;

    /** Guarded by this. */
    private int runners;

    private boolean closed;
    private Threads.@Nullable Timer timer;

    /** The earliest of the looks that were asked for, and when it comes. */
    private Threads.@Nullable Timer alarm;

    private long alarmNs;

    /** A loop over {@code step}, which carries out one due thing and says whether there was one. */
    DueLoop(String name, Database.Parts parts, long periodMs, BooleanSupplier step) {
        this.name = name;
        this.parts = parts;
        this.periodMs = periodMs;
        this.step = step;
    }

    synchronized boolean started() {
        return timer != null;
    }

    synchronized void start() {
        if (timer != null) {
            throw new IllegalStateException(name + " runs already");
        }
        timer = parts.threads().every(periodMs, this::poke);
        poke();
    }

    /** Looks now, unless it is not started, closed, or all runners are at work anyway. */
    synchronized void poke() {
        if (timer == null || closed || runners == MAX_RUNNERS) {
            return;
        }
        runners++;
        parts.threads().virtual().execute(this::run);
    }

    /** Looks at that time, unless it looks earlier anyway: whoever finds nothing then asks for the next look. */
    synchronized void pokeAt(Instant when) {
        if (timer == null || closed) {
            return;
        }
        // A millisecond more, since a timer counts by another clock than the one that says what is
        // due.
        long waitMs = Math.max(0, when.toEpochMilli() - parts.clock().epochMs()) + 1;
        long dueNs = parts.clock().nanoTime() + waitMs * NS_PER_MS;
        var set = alarm;
        if (set != null && alarmNs - dueNs <= 0) {
            return;
        }
        if (set != null) {
            set.cancel();
        }
        alarmNs = dueNs;
        alarm = parts.threads().after(waitMs, this::rung);
    }

    private void rung() {
        synchronized (this) {
            alarm = null;
        }
        poke();
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
        if (alarm != null) {
            alarm.cancel();
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
