package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RoomFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static String at(UUID room, String rest) {
        return "/api/rooms/" + room + rest;
    }

    private static String named(Caller who) {
        return "{\"identity\": \"" + who.id() + "\"}";
    }

    @Test
    @DisplayName(
            "[N5] a member opens a room under a new topic in one call, and is its moderator backstage")
    void opens() {
        var ann = HOUSE.member("n5_ann");
        var view =
                ann.post(
                        "/api/rooms",
                        """
                        {"title": "  Bread  and salt ", "topic": "Baking", "visibility": "public", "language": "en"}
                        """);
        assertThat(view.status()).isEqualTo(201);
        assertThat(view.text("/title")).isEqualTo("Bread and salt");
        assertThat(view.text("/phase")).isEqualTo("backstage");
        assertThat(view.text("/you/role")).isEqualTo("moderator");
        assertThat(view.text("/host/handle")).isEqualTo("n5_ann");
        var topic =
                ann.get("/api/topics")
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(one -> one.path("title").asString().equals("Baking"))
                        .findFirst()
                        .orElseThrow();
        assertThat(topic.path("live").asInt()).isEqualTo(1);
        var again =
                ann.post(
                                "/api/rooms",
                                """
                                {"title": "Rye", "topic": "baking", "visibility": "members", "language": "en"}
                                """)
                        .fine();
        assertThat(again.text("/topic/id")).isEqualTo(view.text("/topic/id"));
        assertThat(HOUSE.reserved("n5_waiting").post("/api/rooms", "{}").slug())
                .isEqualTo("not-invited");
        assertThat(HOUSE.guest().post("/api/rooms", "{}").slug()).isEqualTo("not-signed-in");
    }

    @Test
    @DisplayName(
            "[N4] a hand is seen by the moderator, accepted, and taken live only by the speaker's own tap")
    void handToVoice() {
        var ann = HOUSE.member("n4_ann");
        var bea = HOUSE.member("n4_bea");
        var cid = HOUSE.member("n4_cid");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.enter(bea, room);
        HOUSE.enter(cid, room);
        ann.post(at(room, "/live"), "").fine();

        bea.put(at(room, "/hand"), "").fine();
        var hands = ann.get(at(room, "")).body().path("hands");
        assertThat(hands.get(0).path("person").path("handle").asString()).isEqualTo("n4_bea");
        ann.post(at(room, "/offers"), named(bea)).fine();

        var seen = bea.get(at(room, ""));
        assertThat(seen.text("/you/role")).isEqualTo("listener");
        assertThat(seen.body().at("/you/offer").asBoolean()).isTrue();
        assertThat(seen.body().path("hands").isEmpty()).isTrue();
        HOUSE.settle();
        assertThat(HOUSE.stage().hears(room, cid.identity(), bea.identity()))
                .as("nothing before the tap")
                .isFalse();

        var live = bea.post(at(room, "/seat"), "").fine();
        assertThat(live.text("/you/role")).isEqualTo("speaker");
        HOUSE.settle();
        assertThat(HOUSE.stage().hears(room, cid.identity(), bea.identity())).isTrue();
        HOUSE.stage().microphone(room, bea.identity(), true);
        HOUSE.settle();
        var stage = cid.get(at(room, "")).body().path("stage");
        assertThat(stage.get(1).path("identity").asString()).isEqualTo(bea.identity());
        assertThat(stage.get(1).path("onAir").asBoolean()).isTrue();
    }

    @Test
    @DisplayName(
            "backstage the stage hears itself and the audience nothing, until the moderator's word")
    void backstage() {
        var ann = HOUSE.member("bs_ann");
        var bea = HOUSE.member("bs_bea");
        var cid = HOUSE.member("bs_cid");
        var room = HOUSE.room(ann, "members");
        HOUSE.enter(ann, room);
        HOUSE.seat(ann, bea, room);
        HOUSE.enter(cid, room);
        assertThat(HOUSE.stage().hears(room, bea.identity(), ann.identity())).isTrue();
        assertThat(HOUSE.stage().hears(room, cid.identity(), ann.identity())).isFalse();
        assertThat(bea.post(at(room, "/live"), "").slug()).isEqualTo("not-moderator");
        var live = ann.post(at(room, "/live"), "").fine();
        assertThat(live.text("/phase")).isEqualTo("live");
        HOUSE.settle();
        assertThat(HOUSE.stage().hears(room, cid.identity(), ann.identity())).isTrue();
    }

    @Test
    @DisplayName("refusing is private: only the moderators' channel says that the offer is gone")
    void shy() {
        var ann = HOUSE.member("shy_ann");
        var bea = HOUSE.member("shy_bea");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.enter(bea, room);
        ann.post(at(room, "/offers"), named(bea)).fine();
        HOUSE.settle();
        int before = HOUSE.events().size();
        bea.delete(at(room, "/offer")).fine();
        HOUSE.settle();
        var told = HOUSE.events().subList(before, HOUSE.events().size());
        assertThat(told)
                .extracting(event -> event.channel().replaceFirst(":.*", ""), event -> event.type())
                .containsExactlyInAnyOrder(
                        Tuple.tuple("host", "offer-closed"),
                        Tuple.tuple("account", "offer-closed"));
        assertThat(bea.post(at(room, "/seat"), "").slug()).isEqualTo("no-offer");
        HOUSE.settle();
        assertThat(HOUSE.stage().plan(room))
                .satisfies(plan -> assertThat(plan.seats()).containsOnlyKeys(ann.identity()));
    }

    @Test
    @DisplayName("[C1] listeners come and go without an event to anybody; only the counts move")
    void quiet() {
        var ann = HOUSE.member("c1_ann");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.settle();
        int before = HOUSE.events().size();
        var bea = HOUSE.member("c1_bea");
        var guest = HOUSE.guest();
        HOUSE.enter(bea, room);
        String identity = HOUSE.enter(guest, room);
        assertThat(identity).startsWith("guest_");
        var view = ann.get(at(room, ""));
        assertThat(view.body().path("listeners").asInt()).isEqualTo(2);
        assertThat(view.body().path("guests").asInt()).isEqualTo(1);
        var audience = ann.get(at(room, "/audience"));
        assertThat(audience.body().path("items").get(0).path("handle").asString())
                .isEqualTo("c1_bea");
        assertThat(guest.get(at(room, "/audience")).body().path("items").isEmpty()).isTrue();
        bea.post(at(room, "/leave"), "").fine();
        HOUSE.stage().leave(room, bea.identity());
        HOUSE.stage().leave(room, identity);
        HOUSE.settle();
        assertThat(ann.get(at(room, "")).body().path("listeners").asInt()).isZero();
        assertThat(
                        HOUSE.events().subList(before, HOUSE.events().size()).stream()
                                .filter(event -> !event.channel().equals("hallway")))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "hands are in the order of time; locked, no new one goes up, and those that are up stay")
    void hands() {
        var ann = HOUSE.member("h_ann");
        var room = HOUSE.room(ann, "members");
        HOUSE.enter(ann, room);
        var order = List.of("h_one", "h_two", "h_three");
        for (var handle : order) {
            var who = HOUSE.member(handle);
            HOUSE.enter(who, room);
            HOUSE.clock().advanceMs(10);
            who.put(at(room, "/hand"), "").fine();
        }
        ann.put(at(room, "/hands-lock"), "{\"locked\": true}").fine();
        var late = HOUSE.member("h_late");
        HOUSE.enter(late, room);
        assertThat(late.put(at(room, "/hand"), "").slug()).isEqualTo("hands-locked");
        var view = ann.get(at(room, ""));
        assertThat(view.body().path("handsLocked").asBoolean()).isTrue();
        assertThat(view.body().path("hands").valueStream())
                .extracting(hand -> hand.path("person").path("handle").asString())
                .containsExactlyElementsOf(order);
        HOUSE.member("h_one").delete(at(room, "/hand")).fine();
        ann.delete(at(room, "/offers/" + HOUSE.member("h_two").id())).fine();
        assertThat(ann.get(at(room, "")).body().path("hands").size()).isEqualTo(1);
        assertThat(HOUSE.member("h_outside").put(at(room, "/hand"), "").slug())
                .isEqualTo("not-in-room");
    }

    @Test
    @DisplayName(
            "muting, demoting and removing hold on the stage at once, and a removed person cannot come back")
    void moderation() {
        var ann = HOUSE.member("m_ann");
        var bea = HOUSE.member("m_bea");
        var cid = HOUSE.member("m_cid");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.seat(ann, bea, room);
        HOUSE.seat(ann, cid, room);
        ann.post(at(room, "/live"), "").fine();
        HOUSE.settle();

        ann.put(at(room, "/people/" + bea.id() + "/mute"), "").fine();
        HOUSE.settle();
        assertThat(HOUSE.stage().hears(room, cid.identity(), bea.identity())).isFalse();
        assertThat(cid.delete(at(room, "/people/" + bea.id() + "/mute")).slug())
                .isEqualTo("not-moderator");
        bea.delete(at(room, "/people/" + bea.id() + "/mute")).fine();
        HOUSE.settle();
        assertThat(HOUSE.stage().hears(room, cid.identity(), bea.identity())).isTrue();

        ann.put(at(room, "/people/" + cid.id() + "/role"), "{\"role\": \"cohost\"}").fine();
        assertThat(
                        cid.put(
                                        at(room, "/people/" + ann.id() + "/role"),
                                        "{\"role\": \"listener\"}")
                                .slug())
                .isEqualTo("higher-rank");
        cid.put(at(room, "/people/" + bea.id() + "/role"), "{\"role\": \"listener\"}").fine();
        HOUSE.settle();
        assertThat(HOUSE.stage().hears(room, cid.identity(), bea.identity())).isFalse();
        assertThat(bea.get(at(room, "")).text("/you/role")).isEqualTo("listener");

        cid.delete(at(room, "/people/" + bea.id()), "{\"reason\": \"shouting\"}").fine();
        HOUSE.settle();
        assertThat(HOUSE.stage().here(room)).doesNotContain(bea.identity());
        assertThat(bea.post(at(room, "/join"), "{}").slug()).isEqualTo("removed-from-room");
        assertThat(bea.get(at(room, "")).slug()).isEqualTo("removed-from-room");
        List<String> reasons =
                HOUSE.database()
                        .read(
                                tx ->
                                        tx.handle()
                                                .createQuery(
                                                        "select reason from action_action where about = :who")
                                                .bind("who", bea.id())
                                                .mapTo(String.class)
                                                .list());
        assertThat(reasons).containsExactly("shouting");
        ann.post(at(room, "/mute-all"), "").fine();
        HOUSE.settle();
        assertThat(HOUSE.stage().hears(room, ann.identity(), cid.identity())).isFalse();
    }

    @Test
    @DisplayName("two devices of one account are one person: the newer takes the seat over")
    void devices() {
        var ann = HOUSE.member("d_ann");
        var bea = HOUSE.member("d_bea");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.seat(ann, bea, room);
        HOUSE.enter(bea, room);
        var view = ann.get(at(room, ""));
        assertThat(view.body().path("stage").size()).isEqualTo(2);
        assertThat(view.body().path("listeners").asInt()).isZero();
        assertThat(HOUSE.stage().plan(room))
                .satisfies(
                        plan ->
                                assertThat(plan.seats())
                                        .containsOnlyKeys(ann.identity(), bea.identity()));
        HOUSE.stage().leave(room, bea.identity());
        HOUSE.settle();
        HOUSE.pass(Duration.ofSeconds(31));
        assertThat(ann.get(at(room, "")).body().path("stage").size()).isEqualTo(1);
    }

    @Test
    @DisplayName("a moderator who steps down hands over, and cannot while nobody could take over")
    void stepsDown() {
        var ann = HOUSE.member("s_ann");
        var bea = HOUSE.member("s_bea");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        assertThat(ann.delete(at(room, "/seat")).slug()).isEqualTo("last-moderator");
        HOUSE.seat(ann, bea, room);
        ann.delete(at(room, "/seat")).fine();
        assertThat(bea.get(at(room, "")).text("/you/role")).isEqualTo("moderator");
        assertThat(ann.get(at(room, "")).text("/you/role")).isEqualTo("listener");
        assertThat(ann.get(at(room, "")).text("/host/handle")).isEqualTo("s_ann");
    }
}
