package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RoomTimersTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static String at(UUID room, String rest) {
        return "/api/rooms/" + room + rest;
    }

    private static String role(Caller who, UUID room) {
        return who.get(at(room, "")).text("/you/role");
    }

    private static String phase(Caller who, UUID room) {
        return who.get(at(room, "")).text("/phase");
    }

    @Test
    @DisplayName(
            "a moderator whose signalling is lost is replaced by a co-host after 5 s, and is one afterwards")
    void cohost() {
        var ann = HOUSE.member("th_ann");
        var bea = HOUSE.member("th_bea");
        var cid = HOUSE.member("th_cid");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.seat(ann, bea, room);
        HOUSE.seat(ann, cid, room);
        ann.put(at(room, "/people/" + cid.id() + "/role"), "{\"role\": \"cohost\"}").fine();
        HOUSE.stage().loseSignal(room, ann.identity());
        HOUSE.settle();
        HOUSE.pass(Duration.ofMillis(4_900));
        assertThat(role(ann, room)).isEqualTo("moderator");
        HOUSE.pass(Duration.ofMillis(200));
        assertThat(role(cid, room)).isEqualTo("moderator");
        assertThat(role(ann, room)).isEqualTo("cohost");
        HOUSE.stage().signalBack(room, ann.identity());
        HOUSE.settle();
        HOUSE.pass(Duration.ofMinutes(2));
        assertThat(role(cid, room)).as("who took over stays").isEqualTo("moderator");
    }

    @Test
    @DisplayName("a moderator who is back in time stays the moderator")
    void back() {
        var ann = HOUSE.member("tb_ann");
        var bea = HOUSE.member("tb_bea");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.seat(ann, bea, room);
        HOUSE.stage().loseSignal(room, ann.identity());
        HOUSE.settle();
        HOUSE.pass(Duration.ofSeconds(29));
        HOUSE.stage().signalBack(room, ann.identity());
        HOUSE.settle();
        HOUSE.pass(Duration.ofSeconds(60));
        assertThat(role(ann, room)).isEqualTo("moderator");
    }

    @Test
    @DisplayName(
            "handover to the longest-standing speaker after 30 s goes on across a restart of the server")
    void acrossRestart() {
        var ann = HOUSE.member("tr_ann");
        var bea = HOUSE.member("tr_bea");
        var cid = HOUSE.member("tr_cid");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.seat(ann, bea, room);
        HOUSE.clock().advanceMs(1_000);
        HOUSE.seat(ann, cid, room);
        HOUSE.stage().leave(room, ann.identity());
        HOUSE.settle();
        HOUSE.clock().advance(Duration.ofSeconds(20));
        HOUSE.kill();
        HOUSE.startAgain();
        HOUSE.stage().connect(room, cid.identity());
        HOUSE.stage().connect(room, bea.identity());
        HOUSE.settle();
        HOUSE.due();
        assertThat(HOUSE.member("tr_ann").get(at(room, "")).text("/you/role"))
                .isEqualTo("moderator");
        HOUSE.pass(Duration.ofMillis(10_100));
        assertThat(role(HOUSE.member("tr_bea"), room)).isEqualTo("moderator");
    }

    @Test
    @DisplayName("a room that is empty for 60 s ends, also when the server was away meanwhile")
    void empty() {
        var ann = HOUSE.member("te_ann");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.stage().leave(room, ann.identity());
        HOUSE.settle();
        HOUSE.pass(Duration.ofSeconds(59));
        assertThat(phase(ann, room)).isEqualTo("backstage");
        HOUSE.enter(ann, room);
        HOUSE.pass(Duration.ofMinutes(2));
        assertThat(phase(ann, room)).isEqualTo("backstage");
        HOUSE.stage().leave(room, ann.identity());
        HOUSE.settle();
        HOUSE.kill();
        HOUSE.clock().advance(Duration.ofSeconds(61));
        HOUSE.startAgain();
        HOUSE.due();
        var again = HOUSE.member("te_ann");
        assertThat(phase(again, room)).isEqualTo("ended");
        assertThat(again.post(at(room, "/join"), "{}").status()).isEqualTo(410);
        assertThat(HOUSE.stage().plan(room)).satisfies(plan -> assertThat(plan.open()).isFalse());
    }

    @Test
    @DisplayName("an offer that nobody answers lapses after 60 s")
    void offer() {
        var ann = HOUSE.member("to_ann");
        var bea = HOUSE.member("to_bea");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.enter(bea, room);
        ann.post(at(room, "/offers"), "{\"identity\": \"" + bea.id() + "\"}").fine();
        assertThat(bea.get(at(room, "")).text("/you/offerEndsAt"))
                .isEqualTo(HOUSE.clock().instant().plusSeconds(60).toString());
        HOUSE.pass(Duration.ofSeconds(61));
        var you = bea.get(at(room, "")).body().path("you");
        assertThat(you.path("offer").asBoolean()).isFalse();
        assertThat(you.has("offerEndsAt")).isFalse();
        assertThat(bea.post(at(room, "/seat"), "").slug()).isEqualTo("no-offer");
    }

    @Test
    @DisplayName("the countdown to the end can be stopped; when it runs out everybody leaves")
    void countdown() {
        var ann = HOUSE.member("tc_ann");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        var announced = ann.post(at(room, "/end"), "").fine();
        assertThat(announced.text("/endsAt"))
                .isEqualTo(HOUSE.clock().instant().plusSeconds(10).toString());
        ann.delete(at(room, "/end")).fine();
        HOUSE.pass(Duration.ofSeconds(11));
        assertThat(phase(ann, room)).isEqualTo("backstage");
        ann.post(at(room, "/end"), "{\"seconds\": 5}").fine();
        HOUSE.pass(Duration.ofSeconds(6));
        assertThat(phase(ann, room)).isEqualTo("ended");
        assertThat(HOUSE.stage().here(room)).isEmpty();
        assertThat(ann.put(at(room, "/hand"), "").slug()).isEqualTo("room-ended");
    }

    @Test
    @DisplayName(
            "the seat and the hand of somebody who is gone wait 30 s, so that a reload loses neither")
    void away() {
        var ann = HOUSE.member("ta_ann");
        var bea = HOUSE.member("ta_bea");
        var cid = HOUSE.member("ta_cid");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.seat(ann, bea, room);
        HOUSE.enter(cid, room);
        cid.put(at(room, "/hand"), "").fine();
        HOUSE.stage().leave(room, bea.identity());
        HOUSE.stage().leave(room, cid.identity());
        HOUSE.settle();
        HOUSE.pass(Duration.ofSeconds(20));
        HOUSE.enter(bea, room);
        HOUSE.enter(cid, room);
        HOUSE.pass(Duration.ofSeconds(60));
        assertThat(role(bea, room)).isEqualTo("speaker");
        assertThat(cid.get(at(room, "")).body().at("/you/hand").asBoolean()).isTrue();
        HOUSE.stage().leave(room, bea.identity());
        HOUSE.stage().leave(room, cid.identity());
        HOUSE.settle();
        HOUSE.pass(Duration.ofSeconds(31));
        assertThat(role(bea, room)).isEqualTo("listener");
        assertThat(cid.get(at(room, "")).body().at("/you/hand").asBoolean()).isFalse();
        assertThat(role(ann, room)).isEqualTo("moderator");
    }
}
