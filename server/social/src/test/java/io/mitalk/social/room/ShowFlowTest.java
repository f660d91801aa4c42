package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.show.ShowBelongings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Agendas over HTTP, with a clock that the test moves. */
final class ShowFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static JsonNode show(Party party) {
        return party.eve().get(party.at("/show")).fine().body();
    }

    private static List<Long> seconds(Party party, String which) {
        return show(party)
                .path("segments")
                .valueStream()
                .map(one -> one.path(which).asLong(-1))
                .toList();
    }

    private static String mode(Party party) {
        return party.eve().get(party.at("")).text("/floor/mode");
    }

    /** Time passes in which somebody speaks now and then: a room without a voice would end by itself. */
    private static void talk(Party party, int seconds) {
        for (int left = seconds; left > 0; left -= 200) {
            HOUSE.stage().speak(party.room(), party.ann().identity(), 1_000);
            HOUSE.settle();
            HOUSE.pass(Duration.ofSeconds(Math.min(200, left)));
        }
    }

    private static void plan(Party party, String format) {
        party.ann().put(party.at("/show"), "{\"format\": \"" + format + "\"}").fine();
    }

    @Test
    @DisplayName(
            "[P2] a room of four segments goes through all of them with no host action, planned and actual kept")
    void byItself() {
        var party = Party.backstage(HOUSE, "four");
        plan(party, "clinic");
        assertThat(show(party).has("current")).as("before the doors open").isFalse();
        party.ann().post(party.at("/live"), "").fine();
        assertThat(show(party).path("current").asInt(-1)).isZero();
        assertThat(mode(party)).isEqualTo("chair");
        for (var span : List.of(300, 300, 900)) {
            talk(party, span - 1);
            int before = show(party).path("current").asInt(-1);
            HOUSE.pass(Duration.ofSeconds(1));
            assertThat(show(party).path("current").asInt(-1)).isEqualTo(before + 1);
        }
        assertThat(mode(party)).isEqualTo("chair");
        talk(party, 300);
        assertThat(show(party).has("current")).isFalse();
        assertThat(show(party).has("endsAt")).isFalse();
        assertThat(seconds(party, "plannedSeconds")).containsExactly(300L, 300L, 900L, 300L);
        assertThat(seconds(party, "actualSeconds")).containsExactly(300L, 300L, 900L, 300L);
    }

    @Test
    @DisplayName("[P2] a segment whose time is over waits for the speaker's turn, and shows it")
    void turnFirst() {
        var party = Party.of(HOUSE, "wait");
        plan(party, "brief");
        HOUSE.pass(Duration.ofMinutes(3));
        assertThat(mode(party)).isEqualTo("queue");
        talk(party, 410);
        party.hand(party.bea());
        HOUSE.pass(Duration.ofSeconds(20));
        assertThat(party.heard(party.bea())).as("in the middle of a turn").isTrue();
        assertThat(show(party).path("current").asInt(-1)).isEqualTo(1);
        party.bea().delete(party.at("/turn")).fine();
        assertThat(show(party).has("current")).isFalse();
        assertThat(seconds(party, "actualSeconds").getLast()).isGreaterThan(420L);
    }

    @Test
    @DisplayName("[P2] a host makes up segments, goes on early, and takes more time than planned")
    void own() {
        var party = Party.of(HOUSE, "own");
        party.ann()
                .put(
                        party.at("/show"),
                        """
                        {"format": "own", "segments": [
                            {"title": "News", "mode": "free", "seconds": 60},
                            {"part": "questions", "mode": "queue", "boxSeconds": 30, "seconds": 120}]}
                        """)
                .fine();
        assertThat(mode(party)).isEqualTo("free");
        HOUSE.clock().advance(Duration.ofSeconds(20));
        party.ann().post(party.at("/show/next"), "").fine();
        assertThat(mode(party)).isEqualTo("queue");
        assertThat(party.eve().get(party.at("")).body().at("/floor/boxSeconds").asInt())
                .isEqualTo(30);
        party.ann().post(party.at("/show/more"), "{\"seconds\": 60}").fine();
        HOUSE.pass(Duration.ofSeconds(125));
        assertThat(show(party).path("current").asInt(-1)).as("extended").isEqualTo(1);
        HOUSE.pass(Duration.ofSeconds(55));
        assertThat(seconds(party, "actualSeconds")).containsExactly(20L, 180L);
        assertThat(party.ann().post(party.at("/show/next"), "").slug())
                .isEqualTo("no-segment-runs");
    }

    @Test
    @DisplayName("another agenda keeps what has been, and none ends what runs")
    void change() {
        var party = Party.of(HOUSE, "chg");
        plan(party, "ama");
        HOUSE.clock().advance(Duration.ofSeconds(30));
        plan(party, "brief");
        assertThat(seconds(party, "plannedSeconds")).containsExactly(180L, 180L, 420L);
        assertThat(seconds(party, "actualSeconds")).startsWith(30L);
        HOUSE.clock().advance(Duration.ofSeconds(10));
        party.ann().delete(party.at("/show")).fine();
        assertThat(seconds(party, "actualSeconds")).containsExactly(30L, 10L);
        assertThat(show(party).has("endsAt")).isFalse();
        talk(party, 1_000);
        assertThat(seconds(party, "actualSeconds")).containsExactly(30L, 10L);
    }

    @Test
    @DisplayName("an agenda survives a restart of the server, and ends with its room")
    void acrossRestart() {
        var party = Party.of(HOUSE, "rstshow");
        plan(party, "stand-up");
        HOUSE.kill();
        HOUSE.startAgain();
        for (var name : List.of("ann", "bea", "cid", "eve")) {
            HOUSE.stage().connect(party.room(), HOUSE.member("rstshow_" + name).identity());
        }
        HOUSE.settle();
        var eve = HOUSE.member("rstshow_eve");
        assertThat(eve.get(party.at("")).text("/floor/mode")).isEqualTo("round");
        for (int turn = 0; turn < 9; turn++) {
            talk(party, 75);
        }
        assertThat(eve.get(party.at("")).text("/floor/mode")).isEqualTo("queue");
        HOUSE.member("rstshow_ann").post(party.at("/end"), "{\"seconds\": 0}").fine();
        HOUSE.due();
        var over = eve.get(party.at("/show")).fine().body();
        assertThat(over.has("current")).isFalse();
        assertThat(over.at("/segments/1/actualSeconds").isMissingNode()).isFalse();
        assertThat(over.at("/segments/2/began").isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("only hosts set agendas, within the bounds; whoever follows the channel sees all")
    void refusals() {
        var party = Party.of(HOUSE, "refs");
        var at = party.at("/show");
        assertThat(party.eve().get(at).slug()).isEqualTo("no-agenda");
        assertThat(party.bea().put(at, "{\"format\": \"brief\"}").slug())
                .isEqualTo("not-moderator");
        assertThat(party.ann().put(at, "{\"format\": \"opera\"}").text("/field"))
                .isEqualTo("format");
        assertThat(party.ann().put(at, "{\"format\": \"own\"}").text("/field"))
                .isEqualTo("segments");
        var segment = "{\"format\": \"own\", \"segments\": [{%s, \"mode\": \"queue\", %s}]}";
        assertThat(
                        party.ann()
                                .put(at, segment.formatted("\"title\": \"T\"", "\"seconds\": 60"))
                                .slug())
                .isEqualTo("title-invalid");
        assertThat(
                        party.ann()
                                .put(
                                        at,
                                        segment.formatted("\"part\": \"opera\"", "\"seconds\": 60"))
                                .text("/field"))
                .isEqualTo("part");
        assertThat(
                        party.ann()
                                .put(at, segment.formatted("\"title\": \"Tea\"", "\"seconds\": 5"))
                                .text("/field"))
                .isEqualTo("seconds");
        plan(party, "brief");
        HOUSE.settle();
        var told =
                HOUSE.events().stream()
                        .filter(event -> event.channel().equals("room:" + party.room()))
                        .toList()
                        .getLast();
        assertThat(told.type()).isEqualTo("agenda-set");
        assertThat(told.patch().at("/show/current").asInt(-1)).isZero();
        assertThat(told.patch().at("/floor/mode").asString()).isEqualTo("chair");
    }

    private static String kept(String name, String part) {
        return """
               {"name": "%s", "segments": [{"%s", "mode": "round", "boxSeconds": 60, "seconds": 300}]}
               """
                .formatted(name, part);
    }

    private static List<String> names(Caller who) {
        return who.get("/api/me/agendas")
                .fine()
                .body()
                .path("items")
                .valueStream()
                .map(one -> one.path("name").asString())
                .toList();
    }

    @Test
    @DisplayName(
            "an agenda of one's own is kept for other rooms, by its name, for nobody else, within bounds")
    void keptAgendas() {
        var party = Party.of(HOUSE, "owns");
        var ann = party.ann();
        var path = "/api/me/agendas";
        var tea = "title\": \"Tea and news";
        ann.post(path, kept("Monday", tea)).fine();
        ann.post(path, kept("Friday", "part\": \"closing")).fine();
        ann.post(path, kept("Monday", "title\": \"News and tea")).fine();
        assertThat(names(ann)).containsExactly("Friday", "Monday");
        assertThat(names(party.bea())).isEmpty();
        var monday = ann.get(path).body().path("items").path(1);
        assertThat(monday.at("/segments/0/title").asString()).isEqualTo("News and tea");
        assertThat(monday.at("/segments/0/plannedSeconds").asInt()).isEqualTo(300);
        int taken =
                HOUSE.database()
                        .read(tx -> new ShowBelongings().export(tx, ann.id()).agendas().size());
        assertThat(taken).isEqualTo(2);

        assertThat(ann.post(path, kept("M", tea)).slug()).isEqualTo("title-invalid");
        assertThat(ann.post(path, kept("Tuesday", "part\": \"opera")).text("/field"))
                .isEqualTo("part");
        assertThat(ann.post(path, "{\"name\": \"None\"}").text("/field")).isEqualTo("segments");
        for (int more = 0; more < 28; more++) {
            ann.post(path, kept("Day " + more, tea)).fine();
        }
        assertThat(ann.post(path, kept("One too many", tea)).slug()).isEqualTo("too-many-agendas");
        assertThat(names(ann)).hasSize(30).doesNotContain("One too many");

        var id = monday.path("id").asString();
        assertThat(party.bea().delete(path + "/" + id).slug()).isEqualTo("not-found");
        assertThat(ann.delete(path + "/" + id).status()).isEqualTo(204);
        assertThat(names(ann)).doesNotContain("Monday");
    }
}
