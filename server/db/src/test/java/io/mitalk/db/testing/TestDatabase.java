package io.mitalk.db.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.db.Database;
import io.mitalk.db.DatabaseSettings;
import io.mitalk.db.DatabaseStartException;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Thread-safe. A fresh, migrated database of its own for a test class or a test, in about 50 ms, on a PostgreSQL
 * that the test process shares; {@code -Dmitalk.test.database-url=jdbc:postgresql://host/postgres?user=…} names
 * another one.
 *
 * <pre>
 *   private static final TestDatabase DATABASE = TestDatabase.create();
 *   &#64;AfterAll static void close() { DATABASE.close(); }
 * </pre>
 */
public final class TestDatabase implements AutoCloseable {

    private static final int POOL = 8;
    private static final int WAIT_MS = 10_000;

    private final DatabaseSettings.External place;
    private final Threads threads = Threads.create();
    private final Database.Parts parts;
    private final Database database;

    private TestDatabase(Clock clock) {
        place = TestServer.shared().fresh();
        parts = new Database.Parts(clock, Randomness.secure(), threads, new SimpleMeterRegistry());
        database = another();
    }

    /** With the machine's clock. */
    public static TestDatabase create() {
        return create(Clock.system());
    }

    /** With a clock that the test moves. */
    public static TestDatabase create(Clock clock) {
        return new TestDatabase(clock);
    }

    /** The database, open until {@link #close}. */
    public Database database() {
        return database;
    }

    /** What it was made with; the same clock and threads for whatever the test builds on it. */
    public Database.Parts parts() {
        return parts;
    }

    /** Where tests unpack PostgreSQL's programs, once for all of them. */
    public static Path programs() {
        try {
            return TestServer.programs();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Where it is. */
    public DatabaseSettings.External place() {
        return place;
    }

    /** How it was opened. */
    public DatabaseSettings settings() {
        return new DatabaseSettings(place, POOL, WAIT_MS);
    }

    /** Another node's view of the same database; the caller closes it. */
    public Database another() {
        try {
            return Database.open(settings(), parts);
        } catch (DatabaseStartException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        database.close();
        threads.close();
        TestServer.shared().drop(place);
    }
}
