package io.mitalk.realtime;

import io.mitalk.kit.lifecycle.SerialQueue;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Owned by its feed's queue. Ephemeral values on their way: the first of a key goes at once, of those that follow
 * within half a second only the newest, when that is over.
 */
final class Ephemerals {

    static final long PERIOD_MS = 500;

    /** Keys remembered at a time; one more forgets those that may speak again anyway. */
    private static final int MAX_KEYS = 256;

    private final Map<String, Slot> slots = new HashMap<>();
    private final BiConsumer<String, JsonNode> out;
    private final SerialQueue queue;
    private final Threads threads;
    private final Clock clock;

    Ephemerals(BiConsumer<String, JsonNode> out, SerialQueue queue, Threads threads, Clock clock) {
        this.out = out;
        this.queue = queue;
        this.threads = threads;
        this.clock = clock;
    }

    void offer(String key, JsonNode data) {
        var slot = slots.get(key);
        if (slot == null) {
            if (slots.size() >= MAX_KEYS) {
                slots.values().removeIf(s -> s.waiting == null && restMs(s) <= 0);
            }
            if (slots.size() >= MAX_KEYS) {
                return; // whoever invents keys that fast does not get more of our memory
            }
            slot = new Slot();
            slots.put(key, slot);
            tell(key, slot, data);
            return;
        }
        if (slot.waiting != null) {
            slot.waiting = data;
            return;
        }
        long restMs = restMs(slot);
        if (restMs <= 0) {
            tell(key, slot, data);
            return;
        }
        slot.waiting = data;
        var due = slot;
        threads.after(restMs, () -> queue.execute(() -> due(key, due)));
    }

    private void due(String key, Slot slot) {
        var data = slot.waiting;
        if (data != null) {
            slot.waiting = null;
            tell(key, slot, data);
        }
    }

    private void tell(String key, Slot slot, JsonNode data) {
        slot.toldNs = clock.nanoTime();
        out.accept(key, data);
    }

    private long restMs(Slot slot) {
        return PERIOD_MS - TimeUnit.NANOSECONDS.toMillis(clock.nanoTime() - slot.toldNs);
    }

    /** When a key was told last, and what waits until it may be told again. */
    private static final class Slot {
        private long toldNs;
        private @Nullable JsonNode waiting;
    }
}
