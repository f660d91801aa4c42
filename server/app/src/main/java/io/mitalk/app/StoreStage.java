package io.mitalk.app;

import io.mitalk.db.Database;
import io.mitalk.db.DatabaseKeys;
import io.mitalk.db.DatabaseStartException;
import io.mitalk.db.Deadlines;
import io.mitalk.db.Outbox;
import io.mitalk.kit.config.Config;

/**
 * Thread-safe. The database with what works on its own on it. Between {@link #open} and {@link #start} the parts above
 * say who carries out deadlines and messages; closing ends that work first, and PostgreSQL last.
 */
record StoreStage(Database database, Deadlines deadlines, Outbox outbox) implements AutoCloseable {

    static StoreStage open(Config config, Database.Parts parts) throws DatabaseStartException {
        var database = Database.open(DatabaseKeys.settings(config), parts);
        return new StoreStage(database, new Deadlines(database), new Outbox(database));
    }

    /** Begins to carry out what is due. */
    void start() {
        deadlines.start();
        outbox.start();
    }

    @Override
    public void close() {
        outbox.close();
        deadlines.close();
        database.close();
    }
}
