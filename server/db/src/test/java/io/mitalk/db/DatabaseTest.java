package io.mitalk.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.db.testing.TestDatabase;
import io.mitalk.kit.BusyException;
import io.mitalk.kit.StorageFullException;
import io.mitalk.kit.fact.Fact;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class DatabaseTest {

    private static final TestDatabase TEST = TestDatabase.create();
    private static final Database DATABASE = TEST.database();

    private record Added(int number) implements Fact {}

    @BeforeAll
    static void table() {
        DATABASE.run(
                tx ->
                        tx.handle()
                                .execute(
                                        "create table test_row (id int primary key, n int not null)"));
    }

    @AfterAll
    static void close() {
        TEST.close();
    }

    private static int count(int id) {
        return DATABASE.read(
                tx ->
                        tx.handle()
                                .createQuery("select count(*) from test_row where id = :id")
                                .bind("id", id)
                                .mapTo(Integer.class)
                                .one());
    }

    private static void insert(Tx tx, int id) {
        tx.handle().execute("insert into test_row values (?, 0)", id);
    }

    @Test
    @DisplayName("What the work throws rolls everything back and comes out as it was thrown")
    void rolledBack() {
        assertThatThrownBy(
                        () ->
                                DATABASE.<Integer, IOException>write(
                                        tx -> {
                                            insert(tx, 1);
                                            throw new IOException("no");
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("no");
        assertThat(count(1)).isZero();
    }

    @Test
    @DisplayName("[S30] what a failed statement says quotes nothing that was bound or stored")
    void quotesNothing() {
        DATABASE.run(tx -> tx.handle().execute("create table test_quiet (word text primary key)"));
        var insert = "insert into test_quiet values (?)";
        DATABASE.run(tx -> tx.handle().execute(insert, "hush"));
        assertThatThrownBy(() -> DATABASE.run(tx -> tx.handle().execute(insert, "hush")))
                .satisfies(
                        e -> {
                            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                                assertThat(cause.toString()).doesNotContain("hush");
                            }
                        });
    }

    @Test
    @DisplayName("A full disk is said to be one, and is not tried again")
    void full() {
        var runs = new AtomicInteger();
        assertThatThrownBy(
                        () ->
                                DATABASE.run(
                                        tx -> {
                                            runs.incrementAndGet();
                                            tx.handle()
                                                    .execute(
                                                            "do $$ begin raise 'full' using errcode = '53100'; end $$");
                                        }))
                .isInstanceOf(StorageFullException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    @DisplayName("Work that waits too long for a connection is refused as such, and was not begun")
    void busy() throws Exception {
        var settings = new DatabaseSettings(TEST.place(), 2, 250);
        var held = new CountDownLatch(2);
        var free = new CountDownLatch(1);
        try (var small = Database.open(settings, TEST.parts())) {
            for (int i = 0; i < 2; i++) {
                TEST.parts().threads().virtual().execute(() -> hold(small, held, free));
            }
            held.await();
            var runs = new AtomicInteger();
            assertThatThrownBy(() -> small.run(_ -> runs.incrementAndGet()))
                    .isInstanceOf(BusyException.class);
            assertThat(runs).hasValue(0);
            free.countDown();
        }
    }

    private static void hold(Database database, CountDownLatch held, CountDownLatch free) {
        database.<RuntimeException>run(
                _ -> {
                    held.countDown();
                    try {
                        free.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @Test
    @DisplayName("Facts are told after the commit, and never when there was none")
    void facts() {
        List<Fact> heard = Collections.synchronizedList(new ArrayList<>());
        DATABASE.onCommit(heard::addAll);
        assertThatThrownBy(
                        () ->
                                DATABASE.run(
                                        tx -> {
                                            insert(tx, 2);
                                            tx.fact(new Added(0));
                                            throw new IllegalArgumentException("no");
                                        }))
                .isInstanceOf(IllegalArgumentException.class);
        DATABASE.run(
                tx -> {
                    insert(tx, 2);
                    tx.fact(new Added(1));
                    tx.fact(new Added(2));
                });
        await().until(() -> heard.contains(new Added(2)));
        assertThat(heard).containsExactly(new Added(1), new Added(2));
    }

    @Test
    @DisplayName("Facts about one row are told in the order of the commits, whoever writes")
    void factsInOrder() throws Exception {
        DATABASE.run(tx -> insert(tx, 3));
        List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
        DATABASE.onCommit(facts -> facts.forEach(fact -> heard.add(((Added) fact).number())));
        var ended = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            TEST.parts().threads().virtual().execute(() -> addOften(ended));
        }
        ended.await();
        await().until(() -> heard.size() == 200);
        assertThat(heard).isSorted();
    }

    private static void addOften(CountDownLatch ended) {
        for (int i = 0; i < 25; i++) {
            DATABASE.run(tx -> tx.fact(new Added(increased(tx))));
        }
        ended.countDown();
    }

    private static int increased(Tx tx) {
        return tx.handle()
                .createQuery("update test_row set n = n + 1 where id = 3 returning n")
                .mapTo(Integer.class)
                .one();
    }

    @Test
    @DisplayName("Two transactions that lock each other out are both carried out in the end")
    void deadlock() throws Exception {
        DATABASE.run(tx -> insert(tx, 10));
        DATABASE.run(tx -> insert(tx, 11));
        var bothInside = new CountDownLatch(2);
        var ended = new CountDownLatch(2);
        var runs = new AtomicInteger();
        for (int first : List.of(10, 11)) {
            int second = 21 - first;
            TEST.parts()
                    .threads()
                    .virtual()
                    .execute(
                            () -> {
                                DATABASE.run(
                                        tx -> {
                                            runs.incrementAndGet();
                                            add(tx, first);
                                            bothInside.countDown();
                                            await().until(() -> bothInside.getCount() == 0);
                                            add(tx, second);
                                        });
                                ended.countDown();
                            });
        }
        ended.await();
        assertThat(runs.get()).isGreaterThan(2);
        int sum =
                DATABASE.read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                "select sum(n)::int from test_row where id > 9")
                                        .mapTo(Integer.class)
                                        .one());
        assertThat(sum).isEqualTo(4);
    }

    private static void add(Tx tx, int id) {
        tx.handle().execute("update test_row set n = n + 1 where id = ?", id);
    }

    @Test
    @DisplayName("A transaction that only reads can neither write nor make facts")
    void readOnly() {
        assertThatThrownBy(() -> DATABASE.read(tx -> tx.handle().execute("delete from test_row")))
                .hasMessageContaining("read-only");
        assertThatThrownBy(
                        () ->
                                DATABASE.read(
                                        tx -> {
                                            tx.fact(new Added(9));
                                            return 0;
                                        }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("Ids and their absence, instants and lists of ids go to PostgreSQL and come back")
    void values() {
        var id = new UUID(1, 2);
        var when = Instant.parse("2026-03-01T12:00:00.123Z");
        record Row(UUID id, @Nullable UUID other, Instant at) {}
        var row =
                DATABASE.<Row, RuntimeException>write(
                        tx -> {
                            tx.handle()
                                    .execute(
                                            "create temporary table t (id uuid, other uuid, at timestamptz)");
                            tx.handle()
                                    .createUpdate("insert into t values (:id, :other, :at)")
                                    .bind("id", id)
                                    .bindByType("other", null, UUID.class)
                                    .bind("at", when)
                                    .execute();
                            return tx.handle()
                                    .createQuery("select * from t where id = any(:ids)")
                                    .bindArray("ids", UUID.class, List.of(id))
                                    .map(
                                            (columns, context) ->
                                                    new Row(
                                                            columns.getObject("id", UUID.class),
                                                            columns.getObject("other", UUID.class),
                                                            columns.getTimestamp("at").toInstant()))
                                    .one();
                        });
        assertThat(row).isEqualTo(new Row(id, null, when));
    }

    @Test
    @DisplayName(
            "A database that has every migration is seen to need nothing, by the sums that Flyway noted")
    void migrated() throws Exception {
        try (var pool =
                Connections.pool(TEST.place(), TEST.settings(), new SimpleMeterRegistry())) {
            assertThat(Migrations.nothingToDo(pool)).isTrue();
            DATABASE.run(
                    tx -> tx.handle().execute("update db_migration set checksum = checksum + 1"));
            assertThat(Migrations.nothingToDo(pool)).isFalse();
            DATABASE.run(
                    tx -> tx.handle().execute("update db_migration set checksum = checksum - 1"));
        }
    }

    @Test
    @DisplayName("A transaction inside a transaction is refused: it could wait for itself")
    void nested() {
        assertThatThrownBy(() -> DATABASE.run(tx -> DATABASE.run(inner -> {})))
                .isInstanceOf(IllegalStateException.class);
    }
}
