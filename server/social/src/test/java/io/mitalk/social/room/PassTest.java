package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** People without an account on a stage. */
final class PassTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    private static int parties;

    private Caller ann = HOUSE.member("pass_ann");
    private Caller eve = ann;
    private UUID room = new UUID(0, 0);

    @BeforeEach
    void open() {
        int party = ++parties;
        ann = HOUSE.member("pass_ann" + party);
        eve = HOUSE.member("pass_eve" + party);
        room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
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

    private String pass() {
        return ann.post(at("/passes"), "").fine().text("/code");
    }

    private static Caller.Said use(Caller who, String code) {
        var body = "{\"code\": \"%s\", \"name\": \" Lei Jun \"}".formatted(code);
        return who.post("/api/passes/use", body);
    }

    /** Goes onto the stage, and answers as whom. */
    private String comeBy(Caller guest, String code) {
        assertThat(use(guest, code).fine().text("/roomId")).isEqualTo(room.toString());
        return HOUSE.enter(guest, room);
    }

    @Test
    @DisplayName(
            "[ST1] a pass puts somebody without an account on the stage, heard at once, labelled as a host's guest")
    void onStage() {
        var code = pass();
        var guest = HOUSE.guest();
        var shown = guest.post("/api/passes/look", "{\"code\": \"" + code + "\"}").fine();
        assertThat(shown.text("/by/id")).isEqualTo(ann.identity());
        assertThat(shown.text("/room/id")).isEqualTo(room.toString());
        var identity = comeBy(guest, code);
        assertThat(HOUSE.stage().hears(room, eve.identity(), identity)).isTrue();
        var seen = eve.get(at("")).body().path("stage").valueStream().toList().getLast();
        assertThat(seen.path("identity").asString()).isEqualTo(identity);
        assertThat(seen.at("/person/displayName").asString()).isEqualTo("Lei Jun");
        assertThat(seen.at("/person/handle").asString()).isEmpty();
        assertThat(seen.path("guestOf").asString()).isEqualTo("The pass_ann" + parties);
        assertThat(guest.get(at("")).text("/you/role")).isEqualTo("speaker");
        assertThat(HOUSE.stage().request(lastTicket(guest)).name()).isEqualTo("Lei Jun");
    }

    private String lastTicket(Caller guest) {
        return guest.post(at("/join"), "{}").fine().text("/token");
    }

    @Test
    @DisplayName(
            "[ST1] a pass is good once, and dead when it is withdrawn, too old, or its room is over")
    void once() {
        var code = pass();
        comeBy(HOUSE.guest(), code);
        assertThat(use(HOUSE.guest(), code).slug()).isEqualTo("pass-dead");
        var withdrawn = pass();
        ann.delete(at("/passes")).fine();
        assertThat(use(HOUSE.guest(), withdrawn).slug()).isEqualTo("pass-dead");
        var old = pass();
        HOUSE.clock().advance(Duration.ofHours(24));
        assertThat(use(HOUSE.guest(), old).slug()).isEqualTo("pass-dead");
        var late = pass();
        ann.post(at("/end"), "{\"seconds\": 0}").fine();
        HOUSE.settle();
        assertThat(use(HOUSE.guest(), late).slug()).isEqualTo("pass-dead");
    }

    @Test
    @DisplayName(
            "[ST1] a guest comes back within the time of a seat; who leaves the stage has no way back to it")
    void back() {
        var guest = HOUSE.guest();
        var identity = comeBy(guest, pass());
        HOUSE.stage().leave(room, identity);
        HOUSE.pass(Duration.ofSeconds(20));
        assertThat(HOUSE.enter(guest, room)).isEqualTo(identity);
        assertThat(guest.get(at("")).text("/you/role")).isEqualTo("speaker");
        guest.delete(at("/seat")).fine();
        assertThat(HOUSE.guest().delete(at("/seat")).status()).isEqualTo(401);
        HOUSE.settle();
        assertThat(guest.get(at("")).text("/you/role")).isEqualTo("guest");
        assertThat(ann.post(at("/offers"), "{\"identity\": \"" + identity + "\"}").slug())
                .isEqualTo("not-in-room");
    }

    @Test
    @DisplayName(
            "[ST1] a guest who was removed does not come back, and one who never comes loses the seat")
    void removed() {
        var guest = HOUSE.guest();
        var identity = comeBy(guest, pass());
        ann.delete(at("/people/" + identity), "{}").fine();
        HOUSE.settle();
        assertThat(HOUSE.stage().here(room)).doesNotContain(identity);
        assertThat(guest.post(at("/join"), "{}").slug()).isEqualTo("removed-from-room");
        use(HOUSE.guest(), pass()).fine();
        assertThat(ann.get(at("")).body().path("stage")).hasSize(2);
        HOUSE.pass(Duration.ofSeconds(31));
        assertThat(ann.get(at("")).body().path("stage")).hasSize(1);
    }

    @Test
    @DisplayName(
            "[ST1] only hosts of public rooms make passes, few at a time, and only who has no account uses them")
    void refused() {
        assertThat(eve.post(at("/passes"), "").slug()).isEqualTo("not-moderator");
        assertThat(use(eve, pass()).slug()).isEqualTo("pass-for-guests");
        for (int i = 1; i < 5; i++) {
            pass();
        }
        assertThat(ann.post(at("/passes"), "").slug()).isEqualTo("passes-full");
        var closed = HOUSE.room(ann, "members");
        assertThat(ann.post("/api/rooms/" + closed + "/passes", "").slug())
                .isEqualTo("pass-public-only");
        var nameless = "{\"code\": \"%s\", \"name\": \"  \"}".formatted(freshPass());
        assertThat(HOUSE.guest().post("/api/passes/use", nameless).body().path("field").asString())
                .isEqualTo("name");
    }

    @Test
    @DisplayName(
            "[ST1] a guest lifts the own mute, but leads no room, neither by appointment nor by handover")
    void led() {
        var guest = HOUSE.guest();
        var identity = comeBy(guest, pass());
        ann.put(at("/people/" + identity + "/mute"), "").fine();
        assertThat(HOUSE.guest().delete(at("/people/" + identity + "/mute")).slug())
                .isEqualTo("not-signed-in");
        assertThat(guest.delete(at("/people/" + identity + "/mute")).fine().text("/you/muted"))
                .isEqualTo("false");
        assertThat(guest.delete(at("/people/" + ann.identity() + "/mute")).slug())
                .isEqualTo("not-moderator");
        var cohost = "{\"role\": \"cohost\"}";
        assertThat(ann.put(at("/people/" + identity + "/role"), cohost).slug())
                .isEqualTo("members-lead");
        assertThat(ann.delete(at("/seat")).slug()).isEqualTo("last-moderator");
        HOUSE.stage().leave(room, ann.identity());
        HOUSE.pass(Duration.ofSeconds(31));
        assertThat(guest.get(at("")).text("/you/role")).isEqualTo("speaker");
    }

    @Test
    @DisplayName("[ST1] no pass opens a third seat in a dialogue of two")
    void dialogue() {
        HOUSE.seat(ann, eve, room);
        ann.put(at("/show"), "{\"format\": \"dialogue\"}").fine();
        assertThat(use(HOUSE.guest(), pass()).slug()).isEqualTo("stage-full");
    }

    @Test
    @DisplayName(
            "The passes that somebody made are in the export of their account, without whom they let in")
    void exported() {
        use(HOUSE.guest(), pass()).fine();
        pass();
        var kept = HOUSE.database().read(tx -> new RoomBelongings().export(tx, ann.id()));
        var passes = ((RoomBelongings.Kept) kept).passes();
        assertThat(passes).extracting(RoomBelongings.Passed::room).containsExactly(room, room);
        assertThat(passes).filteredOn(pass -> pass.usedAt() != null).hasSize(1);
        assertThat(kept.toString()).doesNotContain("Lei Jun");
    }

    private String freshPass() {
        ann.delete(at("/passes")).fine();
        return pass();
    }
}
