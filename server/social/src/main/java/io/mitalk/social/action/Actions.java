package io.mitalk.social.action;

import io.mitalk.db.Tx;
import io.mitalk.kit.id.Uuid7;

/** Thread-safe. Writes the log of actions. */
public final class Actions {

    private final Uuid7 ids;

    /** Made by the assembly. */
    public Actions(Uuid7 ids) {
        this.ids = ids;
    }

    /** Adds one line, which is kept exactly when the transaction commits. */
    public void write(Tx tx, Action action) {
        ActionStore.add(tx, ids.next(), action);
    }
}
