package io.mitalk.db;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.mitalk.kit.lifecycle.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Messages that leave the database after the commit that put them there: each at least once, by one node
 * at a time, tried up to ten times over some hours; then it is dead, is kept, and is counted. Order is not promised.
 */
public final class Outbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** Tries before a message is dead. */
    public static final int MAX_TRIES = 10;

    /** How long a node has for one delivery before another one takes the message for lost. */
    public static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration MAX_PAUSE = Duration.ofHours(1);
    private static final int PERIOD_MS = 400;
    private static final int COUNT_MS = 60_000;
    private static final int MAX_ERROR_LENGTH = 500;

    private final Database database;
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final DueLoop loop;
    private final Counter delivered;
    private final Counter failed;
    private final AtomicLong dead = new AtomicLong();
    private volatile Threads.@Nullable Timer counting;

    /**
     * One message.
     *
     * @param id the same at every try, so that a receiver can recognise a repetition
     * @param tries this one included, from 1
     */
    public record Message(long id, String topic, String json, int tries) {}

    /** Delivers outside any transaction, within {@link #LEASE}; whatever it throws means "try again". */
    @FunctionalInterface
    public interface Handler {
        void deliver(Message message) throws Exception;
    }

    public Outbox(Database database) {
        this.database = database;
        var parts = database.parts();
        loop = new DueLoop("outbox", parts, PERIOD_MS, this::deliverOne);
        delivered = Counter.builder("mitalk.db.outbox.delivered").register(parts.meters());
        failed = Counter.builder("mitalk.db.outbox.failed").register(parts.meters());
        Gauge.builder("mitalk.db.outbox.dead", dead, AtomicLong::get)
                .description("messages that were given up and are kept")
                .register(parts.meters());
    }

    /** Keeps a message for delivery after the commit. */
    public void put(Tx tx, String topic, String json) {
        tx.handle()
                .createUpdate(
                        """
                        insert into db_outbox (topic, body, created_at, next_try)
                        values (:topic, :body::jsonb, :now, :now)
                        """)
                .bind("topic", topic)
                .bind("body", json)
                .bind("now", tx.now())
                .execute();
        tx.afterCommit(loop::poke);
    }

    /**
     * Says who delivers {@code topic}; before {@link #start}.
     *
     * @throws IllegalStateException when the topic has a handler, or the work has begun
     */
    public void on(String topic, Handler handler) {
        if (loop.started() || handlers.putIfAbsent(topic, handler) != null) {
            throw new IllegalStateException("a handler too late or twice: " + topic);
        }
    }

    /** Begins to deliver. */
    public void start() {
        countDead();
        counting = database.parts().threads().every(COUNT_MS, this::countDead);
        loop.start();
    }

    /** Delivers everything that is to be tried now, on this thread, and says how many tries that were; for tests. */
    public int runDue() {
        int count = 0;
        while (deliverOne()) {
            count++;
        }
        return count;
    }

    /** Messages that were given up, as last counted. */
    public long dead() {
        return dead.get();
    }

    @Override
    public void close() {
        var timer = counting;
        if (timer != null) {
            timer.cancel();
        }
        loop.close();
    }

    private boolean deliverOne() {
        var message = database.<@Nullable Message, RuntimeException>write(this::take);
        if (message == null) {
            return false;
        }
        var handler = handlers.get(message.topic());
        if (handler == null) {
            throw new IllegalStateException("no handler for " + message.topic());
        }
        try {
            handler.deliver(message);
        } catch (Exception e) {
            giveBack(message, e);
            return true;
        }
        database.run(
                tx ->
                        tx.handle()
                                .createUpdate("delete from db_outbox where id = :id")
                                .bind("id", message.id())
                                .execute());
        delivered.increment();
        return true;
    }

    /**
     * Takes one that is to be tried; others see it again when the lease ends. Compared with "=", since the planner may
     * run what stands behind "in" once for each row of the table, and each run takes one more.
     */
    private @Nullable Message take(Tx tx) {
        return tx.handle()
                .createQuery(
                        """
                        update db_outbox set tries = tries + 1, next_try = :lease
                        where id = (
                            select id from db_outbox
                            where not dead and next_try <= :now and topic = any(:topics)
                            order by next_try, id limit 1
                            for update skip locked)
                        returning id, topic, body, tries
                        """)
                .bind("now", tx.now())
                .bind("lease", tx.now().plus(LEASE))
                .bindArray("topics", String.class, handlers.keySet().toArray())
                .map(
                        (row, context) ->
                                new Message(
                                        row.getLong("id"),
                                        row.getString("topic"),
                                        row.getString("body"),
                                        row.getInt("tries")))
                .findOne()
                .orElse(null);
    }

    private void giveBack(Message message, Exception failure) {
        failed.increment();
        boolean last = message.tries() >= MAX_TRIES;
        if (last) {
            LOG.error("message {} of {} is given up", message.id(), message.topic(), failure);
        } else {
            LOG.warn(
                    "message {} of {} is tried again: {}",
                    message.id(),
                    message.topic(),
                    failure.toString());
        }
        database.run(
                tx -> {
                    Instant later = tx.now().plus(Backoff.after(message.tries(), MAX_PAUSE));
                    tx.handle()
                            .createUpdate(
                                    """
                                    update db_outbox set next_try = :later, dead = :dead, last_error = :error
                                    where id = :id and tries = :tries
                                    """)
                            .bind("later", later)
                            .bind("dead", last)
                            .bind("error", shortened(failure.toString()))
                            .bind("id", message.id())
                            .bind("tries", message.tries())
                            .execute();
                });
        if (last) {
            countDead();
        }
    }

    private void countDead() {
        dead.set(
                database.<Long, RuntimeException>read(
                        tx ->
                                tx.handle()
                                        .createQuery("select count(*) from db_outbox where dead")
                                        .mapTo(Long.class)
                                        .one()));
    }

    private static String shortened(String error) {
        return error.length() <= MAX_ERROR_LENGTH ? error : error.substring(0, MAX_ERROR_LENGTH);
    }
}
