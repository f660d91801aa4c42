package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.http.Visitor;
import io.mitalk.kit.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Sub-rooms over HTTP, with a stage that shows who hears whom. */
final class SubRoomTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    private static int parties;

    private Caller ann = HOUSE.member("sub_ann");
    private Caller bea = ann;
    private Caller cid = ann;
    private Caller eve = ann;
    private UUID room = new UUID(0, 0);

    /** A live room: ann moderates, bea and cid are on the stage, eve listens. */
    @BeforeEach
    void gather() {
        int party = ++parties;
        ann = HOUSE.member("sub_ann" + party);
        bea = HOUSE.member("sub_bea" + party);
        cid = HOUSE.member("sub_cid" + party);
        eve = HOUSE.member("sub_eve" + party);
        room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.seat(ann, bea, room);
        HOUSE.seat(ann, cid, room);
        HOUSE.enter(eve, room);
        ann.post(at("/live"), "").fine();
    }

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private String at(String rest) {
        return "/api/rooms/" + room + rest;
    }

    private Caller.Said move(Caller by, Caller whom, int subRoom) {
        var said =
                by.put(
                        at("/people/" + whom.identity() + "/sub-room"),
                        "{\"subRoom\": " + subRoom + "}");
        HOUSE.settle();
        return said;
    }

    private boolean hears(Caller listener, Caller speaker) {
        return HOUSE.stage().hears(room, listener.identity(), speaker.identity());
    }

    @Test
    @DisplayName(
            "[Y4] who is moved hears and is heard only there; a word to all reaches everybody; recall brings all back")
    void moved() {
        move(ann, bea, 1).fine();
        move(ann, eve, 1).fine();
        move(ann, cid, 2).fine();
        assertThat(hears(eve, bea)).isTrue();
        assertThat(List.of(hears(ann, bea), hears(bea, ann), hears(eve, ann), hears(cid, bea)))
                .containsOnly(false);
        ann.put(at("/sub-rooms/broadcast"), "").fine();
        HOUSE.settle();
        assertThat(List.of(hears(bea, ann), hears(cid, ann), hears(eve, ann))).containsOnly(true);
        assertThat(hears(ann, bea)).as("only ann speaks to all").isFalse();
        ann.delete(at("/sub-rooms/broadcast")).fine();
        HOUSE.settle();
        assertThat(hears(bea, ann)).isFalse();
        ann.delete(at("/sub-rooms")).fine();
        HOUSE.settle();
        assertThat(List.of(hears(ann, bea), hears(bea, ann), hears(eve, cid))).containsOnly(true);
    }

    @Test
    @DisplayName(
            "[Y4] in a sub-room the queue of the room does not say who is heard, and the turn stays behind")
    void withoutQueue() {
        ann.put(at("/floor"), "{\"mode\": \"queue\"}").fine();
        bea.put(at("/hand"), "").fine();
        HOUSE.settle();
        assertThat(hears(ann, bea)).as("bea has the turn").isTrue();
        move(ann, bea, 1).fine();
        move(ann, cid, 1).fine();
        assertThat(ann.get(at("")).text("/floor/turn/identity")).isEmpty();
        assertThat(List.of(hears(bea, cid), hears(cid, bea))).containsOnly(true);
        ann.put(at("/people/" + bea.identity() + "/mute"), "").fine();
        HOUSE.settle();
        assertThat(hears(cid, bea)).as("a mute holds everywhere").isFalse();
        move(cid, cid, 0).fine();
        assertThat(hears(ann, cid)).as("the queue does again").isFalse();
    }

    @Test
    @DisplayName(
            "[Y3] only hosts move others, nobody an equal or higher rank; oneself one may bring back")
    void ranks() {
        ann.put(at("/people/" + bea.identity() + "/role"), "{\"role\": \"cohost\"}").fine();
        assertThat(move(cid, eve, 1).slug()).isEqualTo("not-moderator");
        assertThat(move(cid, cid, 1).slug()).isEqualTo("not-moderator");
        assertThat(move(bea, ann, 1).slug()).isEqualTo("higher-rank");
        move(bea, bea, 1).fine();
        move(bea, cid, 1).fine();
        move(cid, cid, 0).fine();
        assertThat(move(ann, HOUSE.member("sub_nobody"), 1).slug()).isEqualTo("not-in-room");
        assertThat(move(ann, cid, 9).body().path("field").asString()).isEqualTo("subRoom");
        assertThat(cid.delete(at("/sub-rooms")).slug()).isEqualTo("not-moderator");
        assertThat(cid.put(at("/sub-rooms/broadcast"), "").slug()).isEqualTo("not-moderator");
    }

    @Test
    @DisplayName(
            "the channel alone says who is where, also after a removal, and nothing of it stays")
    void channel() {
        move(ann, bea, 2).fine();
        assertThat(state().at("/subRooms/" + bea.identity() + "/subRoom").asInt()).isEqualTo(2);
        var patch = HOUSE.events().getLast().patch().path("subRooms");
        assertThat(patch.at("/" + bea.identity() + "/person/displayName").asString()).isNotEmpty();
        ann.delete(at("/people/" + bea.identity()), "{}").fine();
        HOUSE.settle();
        assertThat(state().has("subRooms")).isFalse();
        move(ann, cid, 1).fine();
        ann.post(at("/end"), "{\"seconds\": 0}").fine();
        HOUSE.settle();
        assertThat(state().has("subRooms")).isFalse();
    }

    @Test
    @DisplayName("who comes back after a short absence is in their sub-room still")
    void back() {
        move(ann, bea, 1).fine();
        HOUSE.stage().leave(room, bea.identity());
        HOUSE.pass(Duration.ofSeconds(5));
        HOUSE.enter(bea, room);
        assertThat(hears(ann, bea)).isFalse();
    }

    private ObjectNode state() {
        var channel = new RoomChannel(HOUSE.rooms().tools());
        return channel.state(Visitor.anonymous(Language.EN), room.toString()).state();
    }
}
