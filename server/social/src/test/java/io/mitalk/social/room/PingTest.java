package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Calling members into rooms over HTTP. */
final class PingTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static Caller.Said ping(Caller by, UUID room, String handle) {
        var said = by.post("/api/rooms/" + room + "/pings", "{\"handle\": \"" + handle + "\"}");
        HOUSE.settle();
        return said;
    }

    /** What the person was told of pings, in order; null where one was taken back. */
    private static List<JsonNode> told(Caller who) {
        return HOUSE.events().stream()
                .filter(event -> event.channel().equals("account:" + who.id()))
                .flatMap(event -> event.patch().path("notices").valueStream())
                .toList();
    }

    @Test
    @DisplayName(
            "[C3] who is called learns room, topic, caller, since when and how many wait; once a room, whoever calls")
    void once() {
        var ann = HOUSE.member("ping_ann");
        var bea = HOUSE.member("ping_bea");
        var cid = HOUSE.member("ping_cid");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.enter(bea, room);
        ann.post("/api/rooms/" + room + "/live", "").fine();
        bea.put("/api/rooms/" + room + "/hand", "").fine();
        HOUSE.clock().advance(Duration.ofMinutes(3));
        assertThat(ping(bea, room, "ping_cid").status()).isEqualTo(204);
        var card = told(cid).getLast();
        assertThat(card.path("kind").asString()).isEqualTo("room-ping");
        assertThat(card.at("/data/title").asString()).isEqualTo("A room");
        assertThat(card.at("/data/topic").asString()).isEqualTo("Things");
        assertThat(card.at("/data/by/handle").asString()).isEqualTo("ping_bea");
        assertThat(card.at("/data/queue").asInt()).isEqualTo(1);
        assertThat(card.at("/data/liveAt").asString())
                .isEqualTo(HOUSE.clock().instant().minus(Duration.ofMinutes(3)).toString());
        assertThat(ping(ann, room, "ping_cid").slug()).isEqualTo("already-pinged");
        assertThat(ping(ann, room, "ping_bea").slug()).isEqualTo("already-here");
        var other = HOUSE.room(bea, "public");
        HOUSE.enter(bea, other);
        assertThat(ping(bea, other, "ping_cid").status()).as("another room").isEqualTo(204);
        ann.post("/api/rooms/" + room + "/end", "{\"seconds\": 0}").fine();
        HOUSE.settle();
        assertThat(told(cid).getLast().isNull()).as("taken back with the end").isTrue();
    }

    @Test
    @DisplayName(
            "[C3] nobody calls from outside, nor into what one may not see, nor across a block")
    void refused() throws Exception {
        var ann = HOUSE.member("ping_host");
        var dan = HOUSE.member("ping_dan");
        var eve = HOUSE.member("ping_eve");
        HOUSE.reserved("ping_new");
        var room = HOUSE.room(ann, "private");
        HOUSE.enter(ann, room);
        assertThat(ping(ann, room, "ping_dan").slug()).as("not let in").isEqualTo("not-found");
        ann.put("/api/rooms/" + room + "/guests/ping_dan", "").fine();
        assertThat(ping(dan, room, "ping_eve").slug()).as("not there").isEqualTo("not-in-room");
        assertThat(ping(ann, room, "ping_dan").status()).isEqualTo(204);
        var open = HOUSE.room(dan, "public");
        HOUSE.enter(dan, open);
        assertThat(ping(dan, open, "ping_new").slug()).as("no member yet").isEqualTo("not-found");
        HOUSE.block(eve, dan);
        assertThat(ping(dan, open, "ping_eve").slug()).isEqualTo("not-found");
        assertThat(
                        HOUSE.guest()
                                .post("/api/rooms/" + open + "/pings", "{\"handle\": \"x\"}")
                                .status())
                .isEqualTo(401);
        ping(dan, open, "ping_1");
        assertThat(ping(dan, open, "ping_2").slug()).isEqualTo("too-many-requests");
    }
}
