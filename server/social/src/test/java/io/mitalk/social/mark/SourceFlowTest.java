package io.mitalk.social.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.room.Caller;
import io.mitalk.social.room.Party;
import io.mitalk.social.room.RoomHouse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Evidence over HTTP: pinned by the stage, asked for by the audience. */
final class SourceFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static void pass(int seconds) {
        HOUSE.clock().advance(Duration.ofSeconds(seconds));
    }

    private static void ask(Party scene, Caller... people) {
        for (var who : people) {
            who.post(scene.at("/reactions"), "{\"kind\": \"source\"}").fine();
        }
    }

    private static int open(Party scene, Caller who) {
        return who.get(scene.at("/sources")).fine().body().path("items").size();
    }

    private static List<String> toldOf(Caller who) {
        HOUSE.settle();
        return HOUSE.events().stream()
                .filter(event -> event.channel().equals("account:" + who.id()))
                .filter(event -> event.patch().has("sources"))
                .map(event -> event.type())
                .toList();
    }

    @Test
    @DisplayName(
            "[P8] evidence is pinned to its second by the stage alone, and the room sees it at once")
    void pins() {
        var scene = Party.of(HOUSE, "pin");
        pass(42);
        String link =
                "{\"kind\": \"link\", \"text\": \"The paper\", \"url\": \"https://example.org/a\"}";
        assertThat(scene.dan().post(scene.at("/pins"), link).slug()).isEqualTo("not-on-stage");
        var pin = scene.bea().post(scene.at("/pins"), link).fine();
        assertThat(pin.body().path("second").asInt()).isEqualTo(42);
        HOUSE.settle();
        var told =
                HOUSE.events().stream()
                        .filter(event -> event.channel().equals("room:" + scene.room()))
                        .map(event -> event.patch().at("/marks/pins/" + pin.text("/id")))
                        .filter(node -> node.isObject())
                        .toList();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().path("text").asString()).isEqualTo("The paper");
        for (var bad : List.of("javascript:alert(1)", "https://me:pw@example.org", "example.org")) {
            var refused =
                    scene.bea()
                            .post(
                                    scene.at("/pins"),
                                    "{\"kind\": \"link\", \"url\": \"" + bad + "\"}");
            assertThat(refused.slug()).as(bad).isEqualTo("pin-link-invalid");
        }
        var number = "{\"kind\": \"number\", \"text\": \"3.2 % growth\"}";
        scene.bea().post(scene.at("/pins"), number).fine();
        String own = scene.at("/pins/") + pin.text("/id");
        assertThat(scene.cid().delete(own).slug()).isEqualTo("not-moderator");
        scene.ann().delete(own).fine();
        scene.end();
        var kept = scene.cid().get(scene.at("/minutes")).fine().body().path("pins");
        assertThat(kept).hasSize(1);
        assertThat(kept.at("/0/pin/text").asString()).isEqualTo("3.2 % growth");
        assertThat(scene.cid().text(scene.at("/minutes.md")))
                .contains("## Evidence\n\n- [0:42](")
                .contains("3.2 % growth");
    }

    @Test
    @DisplayName(
            "[P8] three who ask for a source raise a quiet flag for the speaker alone; a pin answers it")
    void flag() {
        var scene = Party.of(HOUSE, "src");
        scene.ann().put(scene.at("/floor"), "{\"mode\": \"queue\"}").fine();
        pass(1);
        scene.bea().put(scene.at("/hand"), "").fine();
        pass(9);
        ask(scene, scene.cid(), scene.dan(), scene.cid());
        assertThat(open(scene, scene.bea())).as("two people").isZero();
        ask(scene, scene.eve());
        assertThat(open(scene, scene.bea())).isOne();
        assertThat(toldOf(scene.bea())).containsExactly("source-asked");
        assertThat(List.of(open(scene, scene.ann()), open(scene, scene.cid())))
                .as("nobody else knows")
                .containsOnly(0);
        pass(25);
        ask(scene, scene.cid(), scene.dan(), scene.eve());
        assertThat(open(scene, scene.bea())).isEqualTo(2);
        var flags = scene.bea().get(scene.at("/sources")).body();
        assertThat(flags.at("/items/0/second").asInt()).isEqualTo(10);
        String answer =
                """
                {"kind": "link", "url": "https://example.org/source", "flag": "%s"}
                """;
        String first = answer.formatted(flags.at("/items/0/id").asString());
        assertThat(scene.ann().post(scene.at("/pins"), first).slug()).isEqualTo("not-found");
        var pin = scene.bea().post(scene.at("/pins"), first).fine();
        assertThat(pin.body().path("second").asInt()).as("the second of the asking").isEqualTo(10);
        assertThat(pin.text("/text")).isEqualTo("example.org");
        assertThat(toldOf(scene.bea())).endsWith("source-given");
        scene.end();
        assertThat(scene.cid().get(scene.at("/minutes")).body().path("sources")).isEmpty();
        assertThat(scene.bea().get(scene.at("/minutes")).body().at("/sources/0/yours").asBoolean())
                .isTrue();
        HOUSE.clock().advance(Duration.ofHours(25));
        var later = scene.cid().get(scene.at("/minutes")).body();
        assertThat(later.at("/sources/0/second").asInt()).isEqualTo(35);
        assertThat(later.at("/sources/0/speaker/id").asString()).isEqualTo(scene.bea().identity());
        String second = answer.formatted(flags.at("/items/1/id").asString());
        scene.bea().post(scene.at("/pins"), second).fine();
        assertThat(scene.cid().get(scene.at("/minutes")).body().path("sources")).isEmpty();
        assertThat(scene.cid().get(scene.at("/minutes")).body().path("pins")).hasSize(2);
    }
}
