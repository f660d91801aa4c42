package io.mitalk.db;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.db.embedded.EmbeddedPostgres;
import io.mitalk.db.embedded.PostgresSettings;
import io.mitalk.db.embedded.PostgresStartException;
import io.mitalk.kit.BusyException;
import io.mitalk.kit.StorageFullException;
import io.mitalk.kit.fact.Fact;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.secret.Secret;
import io.mitalk.kit.secret.SecretFile;
import io.mitalk.kit.time.Clock;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Transactions on the one truth. A transaction is READ COMMITTED and is run again when PostgreSQL asks for
 * that; what it made true is told after the commit. Transactions do not nest.
 */
public final class Database implements AutoCloseable {

    private static final int READY_SECONDS = 2;
    private static final int MAX_RUNS = 8;
    private static final long MAX_NS = TimeUnit.SECONDS.toNanos(10);
    private static final int FIRST_PAUSE_MS = 5;
    private static final ScopedValue<Boolean> INSIDE = ScopedValue.newInstance();

    private final @Nullable EmbeddedPostgres embedded;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Parts parts;
    private final FactQueue facts;
    private final Counter retries;

    /** What a database is made with. */
    public record Parts(
            Clock clock, Randomness randomness, Threads threads, MeterRegistry meters) {}

    private Database(@Nullable EmbeddedPostgres embedded, HikariDataSource pool, Parts parts) {
        this.embedded = embedded;
        this.pool = pool;
        this.parts = parts;
        jdbi = Connections.jdbi(pool);
        facts = new FactQueue(parts.threads());
        retries =
                Counter.builder("mitalk.db.retries")
                        .description("transactions run again because PostgreSQL asked for it")
                        .register(parts.meters());
    }

    /**
     * Starts the embedded PostgreSQL or reaches the external one, and brings the tables up to date.
     *
     * @throws DatabaseStartException when any of that fails, with one line for the operator
     */
    public static Database open(DatabaseSettings settings, Parts parts)
            throws DatabaseStartException {
        EmbeddedPostgres embedded = null;
        HikariDataSource pool = null;
        boolean open = false;
        try {
            DatabaseSettings.External place;
            switch (settings.place()) {
                case DatabaseSettings.Embedded own -> {
                    var password = password(own, parts);
                    embedded = startOwn(own, password, parts);
                    place =
                            new DatabaseSettings.External(
                                    embedded.url(), PostgresSettings.USER, password);
                }
                case DatabaseSettings.External external -> place = external;
            }
            pool = connect(place, settings, parts);
            Migrations.apply(pool);
            var database = new Database(embedded, pool, parts);
            open = true;
            return database;
        } finally {
            if (!open) {
                close(pool, embedded);
            }
        }
    }

    /**
     * Runs {@code work} in a transaction that may write, commits, and tells its facts. It runs again after a
     * serialisation failure, a deadlock, or a connection that broke before the commit, up to 8 times and 10 s in all.
     *
     * @throws X what {@code work} threw; the transaction was rolled back
     * @throws StorageFullException when PostgreSQL's disk is full
     * @throws BusyException when no connection was free within {@code database.wait}
     * @throws IllegalStateException inside another transaction
     */
    public <T extends @Nullable Object, X extends Exception> T write(TxWork<T, X> work) throws X {
        return repeated(work, true);
    }

    /** The same as {@link #write} for work that answers nothing. */
    public <X extends Exception> void run(TxTask<X> task) throws X {
        this.<@Nullable Void, X>write(
                tx -> {
                    task.run(tx);
                    return null;
                });
    }

    /**
     * Runs {@code work} in a transaction that cannot write; it may run several times, as in {@link #write}.
     *
     * @throws X what {@code work} threw
     * @throws IllegalStateException inside another transaction
     */
    public <T extends @Nullable Object, X extends Exception> T read(TxWork<T, X> work) throws X {
        return repeated(work, false);
    }

    /**
     * Tells {@code listener} of every later transaction that had facts: all facts of one at once, one transaction after
     * another in the order in which this process committed them, on a virtual thread and not on the committing one. It
     * must only hand on, and never wait for a network or a database: what waits for it grows by what commits meanwhile,
     * which the number of connections bounds, and by nothing that a client sends.
     */
    public void onCommit(Consumer<List<Fact>> listener) {
        facts.listen(listener);
    }

    /** Whether a connection can be had and answers, asked now; for readiness. */
    public boolean ready() {
        try (var connection = pool.getConnection()) {
            return connection.isValid(READY_SECONDS);
        } catch (SQLException unreachable) {
            return false;
        }
    }

    /**
     * Opens the database for a command beside the server: joins the PostgreSQL that a living server keeps for the data
     * folder, and leaves it running; where there is none, the same as {@link #open}.
     *
     * @throws DatabaseStartException as {@link #open}
     */
    public static Database visit(DatabaseSettings settings, Parts parts)
            throws DatabaseStartException {
        if (settings.place() instanceof DatabaseSettings.Embedded own) {
            var url = serving(own);
            if (url != null) {
                var place =
                        new DatabaseSettings.External(
                                url, PostgresSettings.USER, password(own, parts));
                return new Database(null, connect(place, settings, parts), parts);
            }
        }
        return open(settings, parts);
    }

    private static @Nullable String serving(DatabaseSettings.Embedded own)
            throws DatabaseStartException {
        try {
            return EmbeddedPostgres.serving(own.data().resolve("postgres"));
        } catch (PostgresStartException e) {
            throw new DatabaseStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static HikariDataSource connect(
            DatabaseSettings.External place, DatabaseSettings settings, Parts parts)
            throws DatabaseStartException {
        try {
            return Connections.pool(place, settings, parts.meters());
        } catch (DatabaseStartException e) {
            if (settings.place() instanceof DatabaseSettings.Embedded own
                    && Failures.isWrongPassword(e)) {
                throw new DatabaseStartException(
                        "%s does not know the key in %s: restore both from one backup"
                                .formatted(
                                        own.data().resolve("postgres"),
                                        own.data().resolve("secrets").resolve("postgres")),
                        e);
            }
            throw e;
        }
    }

    private static Secret password(DatabaseSettings.Embedded own, Parts parts) {
        var key = SecretFile.open(own.data(), "postgres", parts.randomness());
        return Secret.of(HexFormat.of().formatHex(key));
    }

    private static EmbeddedPostgres startOwn(
            DatabaseSettings.Embedded own, Secret password, Parts parts)
            throws DatabaseStartException {
        var folder = own.data().resolve("postgres");
        var settings = new PostgresSettings(folder, own.programs(), own.port(), password, true);
        try {
            return EmbeddedPostgres.start(
                    settings,
                    new EmbeddedPostgres.Parts(parts.clock(), parts.randomness(), parts.threads()));
        } catch (PostgresStartException e) {
            throw new DatabaseStartException(String.valueOf(e.getMessage()), e);
        }
    }

    Parts parts() {
        return parts;
    }

    private <T extends @Nullable Object, X extends Exception> T repeated(
            TxWork<T, X> work, boolean writes) throws X {
        if (INSIDE.isBound()) {
            throw new IllegalStateException("a transaction inside a transaction");
        }
        long endNs = parts.clock().nanoTime() + MAX_NS;
        for (int run = 1; ; run++) {
            var attempt = new Attempt(writes);
            try {
                return ScopedValue.where(INSIDE, true).call(() -> attempt.run(work));
            } catch (RuntimeException e) {
                if (Failures.isFull(e)) {
                    throw new StorageFullException("the database's disk is full", e);
                }
                if (run == MAX_RUNS
                        || parts.clock().nanoTime() > endNs
                        || !Failures.mayRunAgain(e, attempt.committing)) {
                    throw Failures.isBusy(e)
                            ? new BusyException("no connection to the database was free", e)
                            : e;
                }
                retries.increment();
                pause(run);
            }
        }
    }

    private void pause(int run) {
        int limitMs = FIRST_PAUSE_MS << run;
        int ms = limitMs / 2 + parts.randomness().nextInt(limitMs);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }

    /** First the connections, then PostgreSQL itself, so that no client keeps it from stopping. */
    @Override
    public void close() {
        close(pool, embedded);
    }

    private static void close(
            @Nullable HikariDataSource pool, @Nullable EmbeddedPostgres embedded) {
        if (pool != null) {
            pool.close();
        }
        if (embedded != null) {
            embedded.close();
        }
    }

    /** Owned by the calling thread. One run of a transaction. */
    private final class Attempt {

        private final boolean writes;
        private boolean committing;

        Attempt(boolean writes) {
            this.writes = writes;
        }

        <T extends @Nullable Object, X extends Exception> T run(TxWork<T, X> work) throws X {
            try (Handle handle = jdbi.open()) {
                handle.setReadOnly(!writes);
                handle.begin();
                var tx = new Tx(handle, parts.clock().instant(), writes);
                boolean done = false;
                try {
                    var answer = work.run(tx);
                    commit(handle, tx);
                    done = true;
                    return answer;
                } finally {
                    if (!done) {
                        Connections.rollback(handle);
                    }
                }
            }
        }

        private void commit(Handle handle, Tx tx) {
            committing = true;
            var told = tx.facts();
            if (told.isEmpty()) {
                handle.commit();
            } else {
                commit(handle, told);
            }
            tx.afterCommit().forEach(Runnable::run);
        }

        private void commit(Handle handle, List<Fact> told) {
            long number = facts.number();
            boolean done = false;
            try {
                handle.commit();
                done = true;
            } finally {
                facts.end(number, done ? told : List.of());
            }
        }
    }
}
