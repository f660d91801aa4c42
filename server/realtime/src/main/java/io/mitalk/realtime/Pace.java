package io.mitalk.realtime;

import io.mitalk.kit.lifecycle.SerialQueue;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Owned by its feed's queue. When the subscribers of a channel with many of them are told the next time: the first news
 * after a quiet while goes at once, what follows goes together.
 */
final class Pace {

    private final Runnable tell;
    private final SerialQueue queue;
    private final Threads threads;
    private final Clock clock;
    private Threads.@Nullable Timer timer;
    private long dueNs;
    private long toldNs;
    private boolean toldOnce;

    Pace(Runnable tell, SerialQueue queue, Threads threads, Clock clock) {
        this.tell = tell;
        this.queue = queue;
        this.threads = threads;
        this.clock = clock;
    }

    /** Whether something waits to be told. */
    boolean waiting() {
        return timer != null;
    }

    /** Has everybody told when {@code gapMs} have passed since the last time, or earlier if that was wanted before. */
    void want(long gapMs) {
        long nowNs = clock.nanoTime();
        long wantedNs = toldOnce ? toldNs + TimeUnit.MILLISECONDS.toNanos(gapMs) : nowNs;
        if (wantedNs <= nowNs) {
            tell();
            return;
        }
        if (timer != null) {
            if (dueNs <= wantedNs) {
                return;
            }
            timer.cancel();
        }
        dueNs = wantedNs;
        long waitMs = TimeUnit.NANOSECONDS.toMillis(wantedNs - nowNs) + 1;
        timer = threads.after(waitMs, () -> queue.execute(this::due));
    }

    /** A timer that was cancelled as it fired may come here too: what is told already is not told again. */
    private void due() {
        if (timer != null) {
            tell();
        }
    }

    private void tell() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        toldOnce = true;
        toldNs = clock.nanoTime();
        tell.run();
    }
}
