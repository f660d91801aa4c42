package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class AttendanceTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private record Interval(long presentMs, boolean open, long speakingMs) {}

    /** The intervals of one person in one room, the earliest first. */
    private static List<Interval> intervals(UUID room, Caller who) {
        return HOUSE.database()
                .read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                """
                                                select joined_at, left_at, speaking_ms from room_attendance
                                                where room = :room and identity = :who order by joined_at, sid
                                                """)
                                        .bind("room", room)
                                        .bind("who", who.identity())
                                        .map(
                                                (row, _) -> {
                                                    var left = row.getTimestamp("left_at");
                                                    return new Interval(
                                                            left == null
                                                                    ? 0
                                                                    : left.getTime()
                                                                            - row.getTimestamp(
                                                                                            "joined_at")
                                                                                    .getTime(),
                                                            left == null,
                                                            row.getLong("speaking_ms"));
                                                })
                                        .list());
    }

    private static int counted(UUID room) {
        return HOUSE.database().read(tx -> AudienceStore.count(tx, room)).people();
    }

    @Test
    @DisplayName(
            "attendance and speaking are exact to the millisecond, over leaving, two devices and coming back")
    void exact() {
        var ann = HOUSE.member("at_ann");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.clock().advanceMs(10_000);
        HOUSE.stage().speak(room, ann.identity(), 4_321);
        HOUSE.clock().advanceMs(2_345);
        HOUSE.enter(ann, room);
        HOUSE.clock().advanceMs(1_000);
        HOUSE.stage().speak(room, ann.identity(), 500);
        HOUSE.stage().speak(room, ann.identity(), 250);
        HOUSE.stage().leave(room, ann.identity());
        HOUSE.settle();
        assertThat(intervals(room, ann))
                .containsExactly(
                        new Interval(12_345, false, 4_321), new Interval(1_000, false, 750));
        assertThat(counted(room)).isZero();
    }

    @Test
    @DisplayName(
            "a killed server's intervals end with its last sign of life and go on when people are back")
    void killed() {
        var ann = HOUSE.member("ak_ann");
        var bea = HOUSE.member("ak_bea");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.enter(bea, room);
        HOUSE.clock().advanceMs(5_000);
        HOUSE.stage().speak(room, ann.identity(), 3_000);
        HOUSE.clock().advanceMs(2_000);
        HOUSE.settle();
        HOUSE.rooms().renewLease();
        HOUSE.kill();
        HOUSE.clock().advanceMs(20_000);
        HOUSE.startAgain();
        assertThat(intervals(room, ann)).containsExactly(new Interval(7_000, false, 3_000));
        assertThat(counted(room)).isZero();
        HOUSE.stage().connect(room, ann.identity());
        HOUSE.settle();
        assertThat(HOUSE.member("ak_ann").get("/api/rooms/" + room).text("/you/role"))
                .isEqualTo("moderator");
        HOUSE.clock().advanceMs(1_500);
        HOUSE.stage().speak(room, ann.identity(), 1_200);
        HOUSE.stage().leave(room, ann.identity());
        HOUSE.settle();
        assertThat(intervals(room, ann))
                .containsExactly(
                        new Interval(7_000, false, 3_000), new Interval(1_500, false, 1_200));
        assertThat(intervals(room, bea)).containsExactly(new Interval(7_000, false, 0));
        assertThat(counted(room)).isZero();
    }

    @Test
    @DisplayName(
            "a server that stops writes the last words, and its rooms keep seats however long it is away")
    void stopped() {
        var ann = HOUSE.member("as_ann");
        var bea = HOUSE.member("as_bea");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.seat(ann, bea, room);
        HOUSE.clock().advanceMs(4_000);
        for (int i = 0; i < 200; i++) {
            HOUSE.stage().speak(room, bea.identity(), 10);
        }
        HOUSE.stop();
        HOUSE.clock().advance(Duration.ofMinutes(10));
        HOUSE.startAgain();
        HOUSE.due();
        assertThat(intervals(room, bea)).containsExactly(new Interval(4_000, false, 2_000));
        HOUSE.stage().connect(room, bea.identity());
        HOUSE.settle();
        HOUSE.due();
        assertThat(HOUSE.member("as_bea").get("/api/rooms/" + room).text("/you/role"))
                .isEqualTo("speaker");
    }

    @Test
    @DisplayName("after a restart every open room's plan is on the stage before anybody asks")
    void plansAgain() {
        var ann = HOUSE.member("ap_ann");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        ann.post("/api/rooms/" + room + "/live", "").fine();
        HOUSE.settle();
        HOUSE.kill();
        HOUSE.startAgain();
        HOUSE.settle();
        assertThat(HOUSE.stage().plan(room))
                .satisfies(
                        plan -> {
                            assertThat(plan.onAir()).isTrue();
                            assertThat(plan.seats()).containsOnlyKeys(ann.identity());
                        });
    }

    @Test
    @DisplayName(
            "when the engine loses a room the plan is applied again, and nobody is counted until they are back")
    void gone() {
        var ann = HOUSE.member("ag_ann");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.clock().advanceMs(1_234);
        HOUSE.stage().lose(room);
        HOUSE.settle();
        assertThat(intervals(room, ann)).containsExactly(new Interval(1_234, false, 0));
        assertThat(HOUSE.stage().plan(room)).isNotNull();
        HOUSE.stage().connect(room, ann.identity());
        HOUSE.settle();
        assertThat(counted(room)).isEqualTo(1);
        HOUSE.pass(Duration.ofSeconds(90));
        assertThat(ann.get("/api/rooms/" + room).text("/phase")).isEqualTo("backstage");
    }
}
