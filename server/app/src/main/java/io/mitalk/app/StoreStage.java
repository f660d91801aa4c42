package io.mitalk.app;

import io.mitalk.db.Database;
import io.mitalk.db.DatabaseKeys;
import io.mitalk.db.DatabaseStartException;
import io.mitalk.db.Deadlines;
import io.mitalk.db.Outbox;
import io.mitalk.kit.config.Config;

/**
 * Thread-safe. The database with what works on its own on it. Between {@link #open} and {@link #start} the parts above
 * say who carries out deadlines and messages; {@link #stopWork} ends that work before those parts, and
 * closing ends PostgreSQL last.
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

    /** Carries out nothing more, before the parts that say how are closed. */
    void stopWork() {
        deadlines.close();
        outbox.close();
    }

    @Override
    public void close() {
        stopWork();
        database.close();
    }
}
