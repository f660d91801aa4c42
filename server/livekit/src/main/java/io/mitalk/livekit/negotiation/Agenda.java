package io.mitalk.livekit.negotiation;

import io.mitalk.kit.lifecycle.SerialQueue;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;

/** Thread-safe. What a room's queue shall do, now or later; everything a room owns is touched by it alone. */
public record Agenda(SerialQueue queue, Threads threads, Clock clock) {

    /** Runs {@code task} on the room's queue, after what was handed in before. */
    public void now(Runnable task) {
        queue.execute(task);
    }

    /** Runs {@code task} on the room's queue after {@code delayMs}, unless cancelled before. */
    public Threads.Timer after(long delayMs, Runnable task) {
        return threads.after(delayMs, () -> queue.execute(task));
    }
}
