package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.http.Visitor;
import io.mitalk.kit.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RoomPrivacyTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private record Request(String method, String path, String body) {}

    /** Every request about a room, in an order in which none makes a later one pointless. */
    private static List<Request> requests(UUID room, UUID person) {
        String at = "/api/rooms/" + room;
        String named = "{\"identity\": \"" + person + "\"}";
        return List.of(
                new Request("GET", at, ""),
                new Request("GET", at + "/audience", ""),
                new Request("POST", at + "/join", "{}"),
                new Request("POST", at + "/leave", ""),
                new Request("PUT", at + "/hand", ""),
                new Request("DELETE", at + "/hand", ""),
                new Request("POST", at + "/offers", named),
                new Request("DELETE", at + "/offers/" + person, ""),
                new Request("DELETE", at + "/offer", ""),
                new Request("POST", at + "/seat", ""),
                new Request("DELETE", at + "/seat", ""),
                new Request("POST", at + "/live", ""),
                new Request("PUT", at + "/people/" + person + "/role", "{\"role\": \"listener\"}"),
                new Request("PUT", at + "/people/" + person + "/mute", ""),
                new Request("DELETE", at + "/people/" + person + "/mute", ""),
                new Request("POST", at + "/mute-all", ""),
                new Request("DELETE", at + "/people/" + person, ""),
                new Request("PUT", at + "/hands-lock", "{\"locked\": true}"),
                new Request("PUT", at + "/guests/nobody_here", ""),
                new Request("DELETE", at + "/guests/nobody_here", ""),
                new Request("POST", at + "/end", "{\"seconds\": 0}"),
                new Request("DELETE", at + "/end", ""));
    }

    private static boolean listed(Caller who, UUID room) {
        return who.get("/api/hallway").body().toString().contains(room.toString());
    }

    private static Visitor visitor(Caller who) {
        return new Visitor(who.id(), Visitor.Standing.ACTIVE, false, who.id(), Language.EN);
    }

    @Test
    @DisplayName(
            "[M1] a private room is absent for outsiders everywhere: lists, counts, channels, its own id")
    void privateRoom() {
        var ann = HOUSE.member("p_ann");
        var bea = HOUSE.member("p_bea");
        var out = HOUSE.member("p_out");
        var room =
                ann.post(
                                "/api/rooms",
                                """
                                {"title": "Hush", "topic": "Secrets", "visibility": "private", "language": "en"}
                                """)
                        .fine()
                        .id();
        HOUSE.enter(ann, room);
        ann.put("/api/rooms/" + room + "/guests/p_bea", "").fine();
        HOUSE.enter(bea, room);
        assertThat(listed(bea, room)).isTrue();
        for (var stranger : List.of(out, HOUSE.guest(), HOUSE.reserved("p_waiting"))) {
            assertThat(listed(stranger, room)).isFalse();
            assertThat(stranger.get("/api/rooms/" + room).status()).isEqualTo(404);
            var topic =
                    stranger.get("/api/topics")
                            .body()
                            .path("items")
                            .valueStream()
                            .filter(one -> one.path("title").asString().equals("Secrets"))
                            .findFirst()
                            .orElseThrow();
            assertThat(topic.path("live").asInt()).isZero();
        }
        var channel = new RoomChannel(tools());
        assertThat(channel.maySee(visitor(bea), room.toString())).isTrue();
        assertThat(channel.maySee(visitor(out), room.toString())).isFalse();
        assertThat(channel.maySee(Visitor.anonymous(Language.EN), room.toString())).isFalse();
        int hinted = HOUSE.events().size();
        assertThat(HOUSE.events().subList(0, hinted))
                .filteredOn(event -> event.channel().equals("hallway"))
                .allSatisfy(
                        event ->
                                assertThat(event.patch().toString())
                                        .doesNotContain(room.toString()));

        ann.delete("/api/rooms/" + room + "/guests/p_bea").fine();
        HOUSE.settle();
        assertThat(HOUSE.stage().here(room)).doesNotContain(bea.identity());
        assertThat(bea.get("/api/rooms/" + room).status()).isEqualTo(404);
        assertThat(channel.maySee(visitor(bea), room.toString())).isFalse();
        ann.put("/api/rooms/" + room + "/guests/p_bea", "").fine();
        HOUSE.enter(bea, room);
    }

    private static RoomTools tools() {
        return HOUSE.rooms().tools();
    }

    @Test
    @DisplayName(
            "[S23] every route of a room of others is 404 to outsiders and refused to each role below its own")
    void sweep() {
        var ann = HOUSE.member("w_ann");
        var bea = HOUSE.member("w_bea");
        var room = HOUSE.room(ann, "private");
        HOUSE.enter(ann, room);
        var other = HOUSE.room(bea, "private");
        HOUSE.enter(bea, other);
        for (var request : requests(room, ann.id())) {
            assertThat(bea.send(request.method(), request.path(), request.body()).status())
                    .as("an outsider: %s", request)
                    .isEqualTo(404);
            int guest =
                    HOUSE.guest().send(request.method(), request.path(), request.body()).status();
            assertThat(guest).as("nobody: %s", request).isIn(401, 404);
        }
        for (var request : requests(new UUID(1, 2), ann.id())) {
            assertThat(bea.send(request.method(), request.path(), request.body()).status())
                    .as("no room: %s", request)
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName(
            "[S23] listeners and speakers can moderate nothing, and a co-host not the moderator")
    void roles() {
        var ann = HOUSE.member("r_ann");
        var speaker = HOUSE.member("r_speaker");
        var listener = HOUSE.member("r_listener");
        var room = HOUSE.room(ann, "members");
        HOUSE.enter(ann, room);
        HOUSE.seat(ann, speaker, room);
        HOUSE.enter(listener, room);
        String at = "/api/rooms/" + room;
        for (var who : List.of(listener, speaker)) {
            for (var request : requests(room, ann.id()).subList(11, 22)) {
                assertThat(who.send(request.method(), request.path(), request.body()).slug())
                        .as("%s: %s", who.id(), request)
                        .isEqualTo("not-moderator");
            }
            assertThat(who.post(at + "/offers", "{\"identity\": \"" + listener.id() + "\"}").slug())
                    .isEqualTo("not-moderator");
        }
        ann.put(at + "/people/" + speaker.id() + "/role", "{\"role\": \"cohost\"}").fine();
        for (String path : List.of("/people/" + ann.id() + "/mute", "/people/" + ann.id())) {
            var said =
                    path.endsWith("mute") ? speaker.put(at + path, "") : speaker.delete(at + path);
            assertThat(said.slug()).isEqualTo("higher-rank");
        }
        var host = new HostChannel(tools());
        assertThat(host.maySee(visitor(ann), room.toString())).isTrue();
        assertThat(host.maySee(visitor(speaker), room.toString())).isTrue();
        assertThat(host.maySee(visitor(listener), room.toString())).isFalse();
        assertThat(host.maySee(Visitor.anonymous(Language.EN), room.toString())).isFalse();
        assertThat(ann.get("/api/admin/rooms").slug()).isEqualTo("not-operator");
    }

    @Test
    @DisplayName(
            "an operator ends a room once, also when two tap at once; the log tells of one end")
    void endedByOperator() {
        var ann = HOUSE.member("end_ann");
        var root = HOUSE.member("end_root");
        HOUSE.database()
                .run(
                        tx ->
                                tx.handle()
                                        .execute(
                                                "update account_account set operator = true where id = ?",
                                                root.id()));
        var room = HOUSE.room(ann, "public");
        String end = "/api/admin/rooms/" + room + "/end";
        root.post(end, "{\"reason\": \"spam\"}").fine();
        root.post(end, "{\"reason\": \"spam\"}").fine();
        assertThat(ann.get("/api/rooms/" + room).text("/phase")).isEqualTo("ended");
        int logged =
                HOUSE.database()
                        .read(
                                tx ->
                                        tx.handle()
                                                .select(
                                                        "select count(*) from action_action where about = ?",
                                                        room)
                                                .mapTo(Integer.class)
                                                .one());
        assertThat(logged).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "[C7] whoever is blocked never sees the other's rooms, and a block during a room removes")
    void blocks() throws Exception {
        var ann = HOUSE.member("b_ann");
        var bea = HOUSE.member("b_bea");
        var room = HOUSE.room(ann, "public");
        var hers = HOUSE.room(bea, "members");
        HOUSE.enter(ann, room);
        HOUSE.enter(bea, room);
        assertThat(listed(bea, room)).isTrue();
        HOUSE.block(ann, bea);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> !HOUSE.stage().here(room).contains(bea.identity()));
        assertThat(listed(bea, room)).isFalse();
        assertThat(listed(ann, hers)).isFalse();
        assertThat(bea.post("/api/rooms/" + room + "/join", "{}").status()).isEqualTo(404);
        assertThat(ann.post("/api/rooms/" + hers + "/join", "{}").status()).isEqualTo(404);
        assertThat(new RoomChannel(tools()).maySee(visitor(bea), room.toString())).isFalse();
        HOUSE.stage().connect(room, bea.identity());
        HOUSE.settle();
        assertThat(HOUSE.stage().here(room)).doesNotContain(bea.identity());
    }

    @Test
    @DisplayName(
            "a suspended account leaves its rooms at once, and a moderator's room goes to the next on the stage")
    void suspended() {
        var ann = HOUSE.member("x_ann");
        var bea = HOUSE.member("x_bea");
        var room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        HOUSE.seat(ann, bea, room);
        HOUSE.suspend(ann);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> !HOUSE.stage().here(room).contains(ann.identity()));
        assertThat(bea.get("/api/rooms/" + room).text("/you/role")).isEqualTo("moderator");
        assertThat(ann.post("/api/rooms/" + room + "/join", "{}").slug()).isEqualTo("suspended");
    }
}
