package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Live rooms in which nobody speaks any more. */
final class QuietTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    private static int parties;

    private Caller ann = HOUSE.member("quiet_ann");
    private Caller bea = ann;
    private UUID room = new UUID(0, 0);

    @BeforeEach
    void open() {
        int party = ++parties;
        ann = HOUSE.member("quiet_ann" + party);
        bea = HOUSE.member("quiet_bea" + party);
        room = HOUSE.room(ann, "public");
        HOUSE.enter(ann, room);
        ann.post(at("/live"), "").fine();
    }

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private String at(String rest) {
        return "/api/rooms/" + room + rest;
    }

    private static void minutes(int count) {
        HOUSE.pass(Duration.ofMinutes(count));
    }

    private JsonNode lastSaid() {
        return HOUSE.events().stream()
                .filter(event -> event.channel().equals(RoomChannel.name(room)))
                .map(event -> event.patch().path("quiet"))
                .filter(quiet -> !quiet.isMissingNode())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private boolean asked() {
        return HOUSE.events().stream()
                .filter(event -> event.channel().equals(RoomChannel.name(room)))
                .anyMatch(event -> event.type().equals("quiet-asked"));
    }

    private String phase() {
        return ann.get(at("")).text("/phase");
    }

    @Test
    @DisplayName(
            "[DZ2] after 5 min without speech hosts are asked, after 10 the room ends as silent and names others")
    void ends() {
        HOUSE.enter(bea, room);
        var others = new UUID[4];
        for (int i = 0; i < others.length; i++) {
            var host = HOUSE.member("quiet_other" + i + "_" + parties);
            others[i] = HOUSE.room(host, "public");
            HOUSE.enter(host, others[i]);
            host.post("/api/rooms/" + others[i] + "/live", "").fine();
        }
        minutes(5);
        assertThat(lastSaid().path("endsAt").asString())
                .isEqualTo(HOUSE.clock().instant().plusSeconds(300).toString());
        assertThat(phase()).isEqualTo("live");
        minutes(5);
        assertThat(phase()).isEqualTo("ended");
        assertThat(lastSaid().path("silent").asBoolean()).isTrue();
        var offered = bea.get(at("/alternatives")).body();
        assertThat(offered.path("items")).hasSize(3);
        assertThat(offered.path("silent").asBoolean()).isTrue();
    }

    @Test
    @DisplayName(
            "[DZ2] a word, or a host who says so, lets the room go on, and the silence counts anew")
    void goesOn() {
        HOUSE.enter(bea, room);
        minutes(5);
        HOUSE.stage().speak(room, ann.identity(), 700);
        HOUSE.settle();
        assertThat(lastSaid().isNull()).isTrue();
        minutes(4);
        assertThat(lastSaid().isNull()).isTrue();
        minutes(1);
        assertThat(lastSaid().has("endsAt")).isTrue();
        assertThat(bea.post(at("/go-on"), "").slug()).isEqualTo("not-moderator");
        ann.post(at("/go-on"), "").fine();
        HOUSE.settle();
        assertThat(lastSaid().isNull()).isTrue();
        minutes(9);
        assertThat(phase()).isEqualTo("live");
    }

    @Test
    @DisplayName(
            "[DZ2] who waits alone is left in peace, and the silence counts from when somebody comes")
    void alone() {
        minutes(60);
        minutes(60);
        assertThat(phase()).isEqualTo("live");
        minutes(4);
        HOUSE.enter(bea, room);
        minutes(4);
        assertThat(asked()).isFalse();
        minutes(1);
        assertThat(asked()).isTrue();
    }

    @Test
    @DisplayName(
            "[DZ2] the time that the server was away counts as no silence that anybody could have broken")
    void serverAway() {
        HOUSE.enter(bea, room);
        HOUSE.stop();
        HOUSE.clock().advance(Duration.ofMinutes(20));
        HOUSE.startAgain();
        ann = HOUSE.member("quiet_ann" + parties);
        bea = HOUSE.member("quiet_bea" + parties);
        HOUSE.enter(ann, room);
        HOUSE.enter(bea, room);
        HOUSE.due();
        assertThat(phase()).isEqualTo("live");
        minutes(4);
        assertThat(phase()).isEqualTo("live");
    }
}
