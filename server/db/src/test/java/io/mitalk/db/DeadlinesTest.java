package io.mitalk.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mitalk.db.testing.TestDatabase;
import io.mitalk.kit.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class DeadlinesTest {

    private static final ManualClock CLOCK = new ManualClock();
    private static final TestDatabase TEST = TestDatabase.create(CLOCK);
    private static final Database DATABASE = TEST.database();
    private static final long NEVER_MS = Duration.ofDays(1).toMillis();

    private final Deadlines deadlines = new Deadlines(DATABASE);
    private final List<String> carriedOut = new ArrayList<>();

    @BeforeAll
    static void table() {
        DATABASE.run(tx -> tx.handle().execute("create table test_ran (key text not null)"));
    }

    @AfterAll
    static void close() {
        TEST.close();
    }

    @BeforeEach
    void clear() {
        DATABASE.run(tx -> tx.handle().execute("truncate test_ran, db_deadline"));
    }

    private void set(String key, Instant when) {
        DATABASE.run(tx -> deadlines.set(tx, "nap", key, when));
    }

    private Instant in(long seconds) {
        return CLOCK.instant().plusSeconds(seconds);
    }

    private static int ran() {
        return DATABASE.read(
                tx ->
                        tx.handle()
                                .createQuery("select count(*) from test_ran")
                                .mapTo(Integer.class)
                                .one());
    }

    private static String last() {
        return DATABASE.read(
                tx ->
                        tx.handle()
                                .createQuery("select key from test_ran order by ctid desc limit 1")
                                .mapTo(String.class)
                                .one());
    }

    private static void note(Tx tx, String key) {
        tx.handle().execute("insert into test_ran values (?)", key);
    }

    @Test
    @DisplayName(
            "What is due is carried out once, in the order of its time, and what is not due waits")
    void due() {
        deadlines.on("nap", (tx, key) -> carriedOut.add(key));
        set("late", in(20));
        set("early", in(10));
        assertThat(deadlines.runDue()).isZero();
        CLOCK.advance(Duration.ofSeconds(15));
        assertThat(deadlines.runDue()).isEqualTo(1);
        CLOCK.advance(Duration.ofSeconds(15));
        assertThat(deadlines.runDue()).isEqualTo(1);
        assertThat(deadlines.runDue()).isZero();
        assertThat(carriedOut).containsExactly("early", "late");
    }

    @Test
    @DisplayName(
            "What falls due together is carried out one by one, also where the table is known to be small")
    void together() {
        deadlines.on("nap", (tx, key) -> carriedOut.add(key));
        set("first", in(1));
        DATABASE.run(tx -> tx.handle().execute("analyze db_deadline"));
        set("second", in(2));
        set("third", in(3));
        CLOCK.advance(Duration.ofSeconds(3));
        assertThat(deadlines.runDue()).isEqualTo(3);
        assertThat(carriedOut).containsExactly("first", "second", "third");
    }

    @Test
    @DisplayName("A time set again replaces the earlier one; a cancelled one never comes")
    void changed() {
        deadlines.on("nap", (tx, key) -> carriedOut.add(key));
        set("moved", in(10));
        set("moved", in(60));
        set("cancelled", in(10));
        assertThat(
                        DATABASE.<Boolean, RuntimeException>write(
                                tx -> deadlines.cancel(tx, "nap", "cancelled")))
                .isTrue();
        assertThat(
                        DATABASE.<Boolean, RuntimeException>write(
                                tx -> deadlines.cancel(tx, "nap", "cancelled")))
                .isFalse();
        CLOCK.advance(Duration.ofSeconds(30));
        assertThat(deadlines.runDue()).isZero();
        CLOCK.advance(Duration.ofSeconds(30));
        assertThat(deadlines.runDue()).isEqualTo(1);
        assertThat(carriedOut).containsExactly("moved");
    }

    @Test
    @DisplayName("A due time that a handler sets for the same key is kept")
    void again() {
        deadlines.on("nap", (tx, key) -> deadlines.set(tx, "nap", key, tx.now().plusSeconds(5)));
        set("pulse", in(1));
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(deadlines.runDue()).isEqualTo(1);
        var next = DATABASE.read(tx -> deadlines.due(tx, "nap", "pulse"));
        assertThat(next).isEqualTo(in(5));
    }

    @Test
    @DisplayName("A handler that fails leaves nothing behind, and is tried again a little later")
    void failing() {
        var broken = new AtomicBoolean(true);
        deadlines.on(
                "nap",
                (tx, key) -> {
                    note(tx, key);
                    if (broken.get()) {
                        throw new IllegalStateException("not yet");
                    }
                });
        set("stubborn", in(0));
        assertThat(deadlines.runDue()).isEqualTo(1);
        assertThat(ran()).isZero();
        assertThat(deadlines.runDue()).as("not at once").isZero();
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(deadlines.runDue()).isEqualTo(1);
        broken.set(false);
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(deadlines.runDue()).as("each time later").isZero();
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(deadlines.runDue()).isEqualTo(1);
        assertThat(ran()).isEqualTo(1);
    }

    @Test
    @DisplayName("Two nodes that run at once carry out each of two hundred due times exactly once")
    void twoNodes() {
        try (var other = TEST.another();
                var here = new Deadlines(DATABASE);
                var there = new Deadlines(other)) {
            here.on("nap", DeadlinesTest::note);
            there.on("nap", DeadlinesTest::note);
            for (int i = 0; i < 200; i++) {
                set("n" + i, in(0));
            }
            here.start();
            there.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> ran() >= 200);
        }
        int different =
                DATABASE.read(
                        tx ->
                                tx.handle()
                                        .createQuery("select count(distinct key) from test_ran")
                                        .mapTo(Integer.class)
                                        .one());
        assertThat(different).isEqualTo(200);
        assertThat(ran()).isEqualTo(200);
    }

    @Test
    @DisplayName("A node wakes for what it set and for what it found, without looking in between")
    void wakes() {
        set("found", in(0).plusMillis(200));
        try (var here = new Deadlines(DATABASE, NEVER_MS)) {
            here.on("nap", DeadlinesTest::note);
            here.start();
            DATABASE.run(tx -> here.set(tx, "nap", "set", in(0).plusMillis(50)));
            CLOCK.advanceMs(50);
            await().until(() -> ran() == 1);
            assertThat(last()).isEqualTo("set");
            CLOCK.advanceMs(150);
            await().until(() -> ran() == 2);
            assertThat(last()).isEqualTo("found");
        }
    }

    @Test
    @DisplayName("What a node set that is gone is carried out by another one, once")
    void nodeGone() {
        try (var other = TEST.another();
                var there = new Deadlines(other, 50)) {
            there.on("nap", DeadlinesTest::note);
            there.start();
            try (var here = new Deadlines(DATABASE, NEVER_MS)) {
                here.on("nap", DeadlinesTest::note);
                here.start();
                DATABASE.run(tx -> here.set(tx, "nap", "left", in(3_600)));
            }
            CLOCK.advance(Duration.ofHours(1));
            await().until(() -> ran() == 1);
            assertThat(last()).isEqualTo("left");
        }
        assertThat(ran()).isEqualTo(1);
    }

    @Test
    @DisplayName("What became due while no server ran is carried out by the next one")
    void restarted() {
        set("slept", in(5));
        CLOCK.advance(Duration.ofHours(2));
        try (var next = new Deadlines(DATABASE)) {
            next.on("nap", DeadlinesTest::note);
            next.start();
            await().until(() -> ran() == 1);
            assertThatThrownBy(() -> next.on("other", DeadlinesTest::note))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("A kind that this node does not know is left for one that does")
    void unknownKind() {
        DATABASE.run(tx -> deadlines.set(tx, "foreign", "x", in(0)));
        deadlines.on("nap", (tx, key) -> carriedOut.add(key));
        assertThat(deadlines.runDue()).isZero();
        assertThat(
                        DATABASE.<Boolean, RuntimeException>write(
                                tx -> deadlines.cancel(tx, "foreign", "x")))
                .isTrue();
    }
}
