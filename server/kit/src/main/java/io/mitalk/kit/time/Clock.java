package io.mitalk.kit.time;

import java.time.Instant;

/** Thread-safe. The only source of time: everything that measures or waits asks the clock it was given. */
public interface Clock {

    /** Nanoseconds since an arbitrary origin, never going back; for durations only. */
    long nanoTime();

    /** Wall time in milliseconds since the Unix epoch; may jump when the operator sets the machine's clock. */
    long epochMs();

    /** Wall time as an instant of millisecond resolution. */
    default Instant instant() {
        return Instant.ofEpochMilli(epochMs());
    }

    /** The clock of the machine. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
