package io.mitalk.social.graph;

import io.mitalk.db.Tx;
import io.mitalk.http.ProblemRaised;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Thread-safe. Who wants nothing of whom. */
public final class Blocks {

    private final int max;

    /** Made by the assembly; {@code max} is how many people one account may block. */
    public Blocks(int max) {
        this.max = max;
    }

    /** Whether one of the two has blocked the other; nobody blocks themselves. */
    public boolean between(Tx tx, UUID a, UUID b) {
        return BlockStore.between(tx, a, b);
    }

    /** Everybody whom {@code account} has blocked or who has blocked it. */
    public Set<UUID> around(Tx tx, UUID account) {
        return BlockStore.around(tx, account);
    }

    /** Whether {@code by} has blocked {@code whom}: only {@code by} may be told. */
    public boolean has(Tx tx, UUID by, UUID whom) {
        return BlockStore.has(tx, by, whom);
    }

    /** Whom {@code by} has blocked, the newest first. */
    public List<UUID> of(Tx tx, UUID by) {
        return BlockStore.of(tx, by);
    }

    /**
     * Blocks; harmless when it was so already.
     *
     * @throws ProblemRaised {@code block-yourself}, {@code too-many-blocks}
     */
    public void block(Tx tx, UUID by, UUID whom) throws ProblemRaised {
        if (by.equals(whom)) {
            throw BlockProblems.YOURSELF.raise();
        }
        if (!BlockStore.add(tx, by, whom)) {
            return;
        }
        if (BlockStore.count(tx, by) > max) {
            throw BlockProblems.TOO_MANY.raise();
        }
        tx.fact(new BlockChanged(by, whom, true));
    }

    /** Takes a block back; harmless when there was none. */
    public void unblock(Tx tx, UUID by, UUID whom) {
        if (BlockStore.remove(tx, by, whom)) {
            tx.fact(new BlockChanged(by, whom, false));
        }
    }
}
