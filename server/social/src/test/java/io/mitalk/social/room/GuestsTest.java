package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class GuestsTest {

    private static final int JOINS = 6;

    private static final RoomHouse HOUSE = new RoomHouse(RoomHouse.guestJoins(JOINS));

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static String join(UUID room) {
        return "/api/rooms/" + room + "/join";
    }

    private static int sources(UUID room) {
        return HOUSE.database()
                .read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                "select count(*) from room_source where room = :room")
                                        .bind("room", room)
                                        .mapTo(Integer.class)
                                        .one());
    }

    @Test
    @DisplayName(
            "a removed guest does not come back with another cookie; who was there before and members may")
    void removed() {
        HOUSE.clock().advance(Duration.ofMinutes(1));
        var ann = HOUSE.member("g_ann");
        var room = HOUSE.room(ann, "public");
        var elsewhere = HOUSE.room(ann, "public");
        var neighbour = HOUSE.guest();
        var rude = HOUSE.guest();
        HOUSE.enter(neighbour, room);
        String identity = HOUSE.enter(rude, room);
        ann.delete("/api/rooms/" + room + "/people/" + identity).fine();
        assertThat(rude.post(join(room), "").slug()).isEqualTo("removed-from-room");
        assertThat(HOUSE.guest().post(join(room), "").slug()).isEqualTo("removed-from-room");
        assertThat(neighbour.post(join(room), "").status()).isEqualTo(200);
        assertThat(HOUSE.guest().post(join(elsewhere), "").status()).isEqualTo(200);
        HOUSE.enter(HOUSE.member("g_bea"), room);

        HOUSE.clock().advance(Duration.ofMinutes(30));
        assertThat(HOUSE.guest().post(join(room), "").status()).isEqualTo(200);
        assertThat(rude.post(join(room), "").slug()).isEqualTo("removed-from-room");
        assertThat(sources(room)).isPositive();
        ann.post("/api/rooms/" + room + "/end", "{\"seconds\": 0}").fine();
        assertThat(sources(room)).isZero();
    }

    @Test
    @DisplayName(
            "joining without an account is bounded by source, whatever the cookie and the room")
    void bounded() {
        HOUSE.clock().advance(Duration.ofMinutes(1));
        var ann = HOUSE.member("g_ann");
        var room = HOUSE.room(ann, "public");
        for (int i = 0; i < JOINS; i++) {
            HOUSE.guest().post(join(room), "").fine();
        }
        assertThat(HOUSE.guest().post(join(room), "").slug()).isEqualTo("too-many-requests");
        assertThat(ann.post(join(room), "").status()).isEqualTo(200);
        HOUSE.clock().advance(Duration.ofMinutes(1));
        assertThat(HOUSE.guest().post(join(room), "").status()).isEqualTo(200);
    }
}
