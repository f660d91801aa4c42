package io.mitalk.db;

import io.mitalk.kit.fact.Fact;
import io.mitalk.kit.lifecycle.SerialQueue;
import io.mitalk.kit.lifecycle.Threads;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Thread-safe. Hands facts to listeners in the order of commits. A transaction takes a number just before it commits:
 * of two that write the same row the later one waits for the row until the earlier one has committed, so its number is
 * higher. Facts leave by number, and wait for lower ones that have not ended yet.
 */
final class FactQueue {

    private final Threads threads;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Ended transactions behind one that has not ended; guarded by this. */
    private final TreeMap<Long, List<Fact>> ended = new TreeMap<>();

    private long nextNumber;
    private long nextToTell;

    FactQueue(Threads threads) {
        this.threads = threads;
    }

    void listen(Consumer<List<Fact>> listener) {
        listeners.add(new Listener(threads.serialQueue("facts"), listener));
    }

    /** The place in line of a transaction that is about to commit; {@link #end} must follow. */
    synchronized long number() {
        return nextNumber++;
    }

    /** The transaction ended; with no facts when it did not commit. */
    synchronized void end(long number, List<Fact> facts) {
        ended.put(number, facts);
        var next = ended.remove(nextToTell);
        while (next != null) {
            tell(next);
            nextToTell++;
            next = ended.remove(nextToTell);
        }
    }

    private void tell(List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        for (var listener : listeners) {
            listener.queue().execute(() -> listener.hears().accept(facts));
        }
    }

    private record Listener(SerialQueue queue, Consumer<List<Fact>> hears) {}
}
