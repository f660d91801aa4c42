package io.mitalk.app.bridge;

import io.mitalk.kit.lifecycle.Threads;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Thread-safe. Who holds a microphone now. Each word is good for a short time only, then it is as if they let go. */
final class Holds {

    private final Threads threads;
    private final Map<Hold, Long> held = new HashMap<>();
    private long words;

    private record Hold(UUID room, String identity) {}

    Holds(Threads threads) {
        this.threads = threads;
    }

    /** Somebody holds it for so long; {@code changed} runs now if they did not before, and as they no longer do. */
    void hold(UUID room, String identity, Duration lease, Runnable changed) {
        var who = new Hold(room, identity);
        long word;
        boolean began;
        synchronized (held) {
            word = ++words;
            began = held.put(who, word) == null;
        }
        threads.after(lease.toMillis(), () -> lapse(who, word, changed));
        if (began) {
            changed.run();
        }
    }

    /** Only the newest word ends by itself: an older one was followed by another. */
    private void lapse(Hold who, long word, Runnable changed) {
        boolean over;
        synchronized (held) {
            over = held.remove(who, word);
        }
        if (over) {
            changed.run();
        }
    }

    void letGo(UUID room, String identity, Runnable changed) {
        boolean over;
        synchronized (held) {
            over = held.remove(new Hold(room, identity)) != null;
        }
        if (over) {
            changed.run();
        }
    }

    boolean held(UUID room, String identity) {
        synchronized (held) {
            return held.containsKey(new Hold(room, identity));
        }
    }
}
