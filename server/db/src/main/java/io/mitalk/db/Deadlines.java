package io.mitalk.db;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Due times that survive a restart. What is due is carried out once, by one node, in the transaction that
 * forgets the due time: on time by the node that set it, which wakes for it; within two seconds by another one when
 * that node is gone, or the machine's clock was set; and at once after a restart. One whose handler fails is tried
 * again, later and later, up to every five minutes, for ever.
 */
public final class Deadlines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);
    private static final long PERIOD_MS = 2_000;

    private final Database database;
    private final Map<String, Handler<?>> handlers = new ConcurrentHashMap<>();
    private final DueLoop loop;
    private final Counter carriedOut;
    private final Counter failed;

    /** Carries out what is due; must have no effect outside the database, since it may run several times. */
    @FunctionalInterface
    public interface Handler<X extends Exception> {
        void run(Tx tx, String key) throws X;
    }

    public Deadlines(Database database) {
        this(database, PERIOD_MS);
    }

    /** The same with another pace of looking for what no alarm was set for. */
    Deadlines(Database database, long periodMs) {
        this.database = database;
        var parts = database.parts();
        loop = new DueLoop("deadlines", parts, periodMs, this::runOne);
        carriedOut = Counter.builder("mitalk.db.deadlines.done").register(parts.meters());
        failed = Counter.builder("mitalk.db.deadlines.failed").register(parts.meters());
    }

    /** Remembers that {@code key} of {@code kind} is due at {@code when}, instead of any earlier remembered time. */
    public void set(Tx tx, String kind, String key, Instant when) {
        tx.handle()
                .createUpdate(
                        """
                        insert into db_deadline (kind, key, due, next_try) values (:kind, :key, :due, :due)
                        on conflict (kind, key) do update set due = :due, next_try = :due, tries = 0
                        """)
                .bind("kind", kind)
                .bind("key", key)
                .bind("due", when)
                .execute();
        tx.afterCommit(() -> loop.pokeAt(when));
    }

    /** Forgets it, and says whether it was still to come. */
    public boolean cancel(Tx tx, String kind, String key) {
        return tx.handle()
                        .createUpdate("delete from db_deadline where kind = :kind and key = :key")
                        .bind("kind", kind)
                        .bind("key", key)
                        .execute()
                > 0;
    }

    /** When it is due, or null when it is not remembered. */
    public @Nullable Instant due(Tx tx, String kind, String key) {
        return tx.handle()
                .createQuery("select due from db_deadline where kind = :kind and key = :key")
                .bind("kind", kind)
                .bind("key", key)
                .mapTo(Instant.class)
                .findOne()
                .orElse(null);
    }

    /**
     * Says who carries out {@code kind}; before {@link #start}. Kinds without a handler on any node stay remembered.
     *
     * @throws IllegalStateException when the kind has a handler, or the work has begun
     */
    public void on(String kind, Handler<?> handler) {
        if (loop.started() || handlers.putIfAbsent(kind, handler) != null) {
            throw new IllegalStateException("a handler too late or twice: " + kind);
        }
    }

    /** Begins to carry out what is due. */
    public void start() {
        loop.start();
    }

    /** Carries out everything that is due now, on this thread, and says how much that was; for tests. */
    public int runDue() {
        int count = 0;
        while (runOne()) {
            count++;
        }
        return count;
    }

    @Override
    public void close() {
        loop.close();
    }

    /** Carries out one that is due; false when there is none. */
    private boolean runOne() {
        var taken = new Taken();
        try {
            boolean found = this.database.<Boolean, Exception>write(tx -> carryOut(tx, taken));
            if (found) {
                carriedOut.increment();
            }
            return found;
        } catch (Exception e) {
            var row = taken.row;
            if (row == null) {
                throw new IllegalStateException("due times cannot be read", e);
            }
            failed.increment();
            LOG.error("deadline {} of {} failed; it is tried again", row.kind(), row.key(), e);
            postpone(row);
            return true;
        }
    }

    private boolean carryOut(Tx tx, Taken taken) throws Exception {
        var row = take(tx);
        taken.row = row;
        if (row == null) {
            var next = next(tx);
            if (next != null) {
                tx.afterCommit(() -> loop.pokeAt(next));
            }
            return false;
        }
        var handler = handlers.get(row.kind());
        if (handler == null) {
            throw new IllegalStateException("no handler for " + row.kind());
        }
        handler.run(tx, row.key());
        return true;
    }

    /**
     * Takes the one that is due longest. Compared with "=", since the planner may run what stands behind "in" once for
     * each row of the table, and each run takes one more.
     */
    private @Nullable Row take(Tx tx) {
        return tx.handle()
                .createQuery(
                        """
                        delete from db_deadline where (kind, key) = (
                            select kind, key from db_deadline
                            where next_try <= :now and kind = any(:kinds)
                            order by next_try limit 1
                            for update skip locked)
                        returning kind, key, due, tries
                        """)
                .bind("now", tx.now())
                .bindArray("kinds", String.class, handlers.keySet().toArray())
                .map(
                        (row, context) ->
                                new Row(
                                        row.getString("kind"),
                                        row.getString("key"),
                                        row.getTimestamp("due").toInstant(),
                                        row.getInt("tries")))
                .findOne()
                .orElse(null);
    }

    /** When something falls due; what is overdue and could not be taken is being carried out elsewhere. */
    private @Nullable Instant next(Tx tx) {
        return tx.handle()
                .createQuery(
                        """
                        select min(next_try) from db_deadline where next_try > :now and kind = any(:kinds)
                        """)
                .bind("now", tx.now())
                .bindArray("kinds", String.class, handlers.keySet().toArray())
                .mapTo(Instant.class)
                .findOne()
                .orElse(null);
    }

    /** After the rollback: later, unless somebody has set another time meanwhile. */
    private void postpone(Row row) {
        database.run(
                tx -> {
                    var later = tx.now().plus(Backoff.after(row.tries(), MAX_PAUSE));
                    tx.handle()
                            .createUpdate(
                                    """
                                    update db_deadline set tries = tries + 1, next_try = :later
                                    where kind = :kind and key = :key and due = :due
                                    """)
                            .bind("later", later)
                            .bind("kind", row.kind())
                            .bind("key", row.key())
                            .bind("due", row.due())
                            .execute();
                    tx.afterCommit(() -> loop.pokeAt(later));
                });
    }

    private record Row(String kind, String key, Instant due, int tries) {}

    /** Owned by the calling thread. What the last run of the transaction took. */
    private static final class Taken {
        private @Nullable Row row;
    }
}
