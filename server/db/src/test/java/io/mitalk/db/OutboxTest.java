package io.mitalk.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mitalk.db.testing.TestDatabase;
import io.mitalk.kit.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class OutboxTest {

    private static final ManualClock CLOCK = new ManualClock();
    private static final TestDatabase TEST = TestDatabase.create(CLOCK);
    private static final Database DATABASE = TEST.database();

    private final Outbox outbox = new Outbox(DATABASE);
    private final List<Outbox.Message> delivered = Collections.synchronizedList(new ArrayList<>());

    @AfterAll
    static void close() {
        TEST.close();
    }

    @BeforeEach
    void clear() {
        DATABASE.run(tx -> tx.handle().execute("truncate db_outbox"));
    }

    private void put(String json) {
        DATABASE.run(tx -> outbox.put(tx, "mail", json));
    }

    private static int rows() {
        return DATABASE.read(
                tx ->
                        tx.handle()
                                .createQuery("select count(*) from db_outbox")
                                .mapTo(Integer.class)
                                .one());
    }

    @Test
    @DisplayName(
            "A message is delivered after the commit and then forgotten; one rolled back never was")
    void delivered() {
        outbox.on("mail", delivered::add);
        put("{\"to\": \"ming\"}");
        assertThatThrownBy(
                        () ->
                                DATABASE.run(
                                        tx -> {
                                            outbox.put(tx, "mail", "{}");
                                            throw new IOException("no");
                                        }))
                .isInstanceOf(IOException.class);
        assertThat(outbox.runDue()).isEqualTo(1);
        assertThat(delivered).hasSize(1);
        assertThat(delivered.getFirst().json()).isEqualTo("{\"to\": \"ming\"}");
        assertThat(rows()).isZero();
    }

    @Test
    @DisplayName(
            "Several messages are delivered one by one, also where the table is known to be small")
    void together() {
        outbox.on("mail", delivered::add);
        put("{}");
        DATABASE.run(tx -> tx.handle().execute("analyze db_outbox"));
        put("{}");
        put("{}");
        assertThat(outbox.runDue()).isEqualTo(3);
        assertThat(delivered).extracting(Outbox.Message::tries).containsOnly(1);
    }

    @Test
    @DisplayName("While the outbox runs, a commit wakes it at once")
    void woken() {
        try (var running = new Outbox(DATABASE)) {
            running.on("mail", delivered::add);
            running.start();
            DATABASE.run(tx -> running.put(tx, "mail", "{}"));
            await().until(() -> delivered.size() == 1 && rows() == 0);
        }
    }

    @Test
    @DisplayName(
            "A delivery that fails is tried later and later; after ten tries it is dead, kept and counted")
    void dead() {
        var tries = new AtomicInteger();
        outbox.on(
                "mail",
                message -> {
                    tries.incrementAndGet();
                    throw new IOException("the other side is closed");
                });
        put("{}");
        assertThat(outbox.runDue()).isEqualTo(1);
        assertThat(outbox.runDue()).as("not at once").isZero();
        CLOCK.advance(Duration.ofSeconds(2));
        assertThat(outbox.runDue()).isEqualTo(1);
        CLOCK.advance(Duration.ofSeconds(2));
        assertThat(outbox.runDue()).as("the second pause is longer").isZero();
        for (int i = 0; i < 20; i++) {
            CLOCK.advance(Duration.ofHours(1));
            outbox.runDue();
        }
        assertThat(tries).hasValue(Outbox.MAX_TRIES);
        assertThat(rows()).isEqualTo(1);
        assertThat(outbox.dead()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "A message whose node died in the middle is delivered by another one when its time is over")
    void taken() {
        var dying = new Outbox(DATABASE);
        dying.on(
                "mail",
                message -> {
                    delivered.add(message);
                    throw new NodeDied();
                });
        put("{}");
        assertThatThrownBy(dying::runDue).isInstanceOf(NodeDied.class);
        outbox.on("mail", delivered::add);
        assertThat(outbox.runDue()).isZero();
        CLOCK.advance(Outbox.LEASE);
        assertThat(outbox.runDue()).isEqualTo(1);
        assertThat(delivered).extracting(Outbox.Message::tries).containsExactly(1, 2);
        assertThat(delivered.getFirst().id()).isEqualTo(delivered.getLast().id());
        assertThat(rows()).isZero();
    }

    /** Not an exception that a handler's failure could be: the process is gone. */
    private static final class NodeDied extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    @DisplayName("Two nodes deliver a hundred messages, and without failures none of them twice")
    void twoNodes() {
        try (var other = TEST.another();
                var here = new Outbox(DATABASE);
                var there = new Outbox(other)) {
            here.on("mail", delivered::add);
            there.on("mail", delivered::add);
            for (int i = 0; i < 100; i++) {
                put("{\"n\": " + i + "}");
            }
            here.start();
            there.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> rows() == 0);
        }
        assertThat(delivered).hasSize(100);
        assertThat(delivered).extracting(Outbox.Message::id).doesNotHaveDuplicates();
    }
}
