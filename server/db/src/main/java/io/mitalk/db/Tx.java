package io.mitalk.db;

import io.mitalk.kit.fact.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Owned by the thread that runs the transaction's work, and worthless after it. Stores take it as their first
 * parameter, so that what belongs together is seen to be in one transaction.
 */
public final class Tx {

    private final Handle handle;
    private final Instant now;
    private final boolean writes;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    Tx(Handle handle, Instant now, boolean writes) {
        this.handle = handle;
        this.now = now;
        this.writes = writes;
    }

    /** Where SQL is spoken; committing, rolling back and closing are not its user's business. */
    public Handle handle() {
        return handle;
    }

    /** One instant for the whole transaction, of millisecond resolution. */
    public Instant now() {
        return now;
    }

    /**
     * Tells after the commit, and only then, what it made true.
     *
     * @throws IllegalStateException in a transaction that only reads
     */
    public void fact(Fact fact) {
        mustWrite();
        facts.add(fact);
    }

    /** Runs {@code task} on the committing thread right after the commit; it must be quick and must not throw. */
    void afterCommit(Runnable task) {
        mustWrite();
        afterCommit.add(task);
    }

    List<Fact> facts() {
        return List.copyOf(facts);
    }

    List<Runnable> afterCommit() {
        return List.copyOf(afterCommit);
    }

    private void mustWrite() {
        if (!writes) {
            throw new IllegalStateException("a transaction that only reads makes nothing true");
        }
    }
}
