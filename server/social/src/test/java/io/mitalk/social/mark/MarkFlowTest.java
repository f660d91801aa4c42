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
import tools.jackson.databind.JsonNode;

/** Marks, reactions and comments over HTTP, with a clock that the test moves. */
final class MarkFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static void pass(int seconds) {
        HOUSE.clock().advance(Duration.ofSeconds(seconds));
    }

    private static void mark(Party scene, Caller who, String json) {
        who.post(scene.at("/marks"), json).fine();
    }

    private static List<String> texts(JsonNode items, String... fields) {
        return items.valueStream()
                .map(
                        item ->
                                String.join(
                                        " ",
                                        List.of(fields).stream()
                                                .map(field -> item.path(field).asString(""))
                                                .toList()))
                .toList();
    }

    @Test
    @DisplayName("reactions are counted by the second, once of each person in a few seconds")
    void reactions() {
        var scene = Party.of(HOUSE, "react");
        pass(5);
        for (var who : List.of(scene.cid(), scene.dan(), scene.cid())) {
            who.post(scene.at("/reactions"), "{\"kind\": \"agree\"}").fine();
        }
        scene.eve().post(scene.at("/reactions"), "{\"kind\": \"faster\"}").fine();
        pass(7);
        scene.cid().post(scene.at("/reactions"), "{\"kind\": \"agree\"}").fine();
        scene.cid().post(scene.at("/reactions"), "{\"kind\": \"source\"}").fine();
        var timeline = scene.bea().get(scene.at("/reactions")).fine().body().path("seconds");
        assertThat(texts(timeline, "second", "agree", "unclear", "faster"))
                .containsExactly("5 2 0 1", "12 1 0 0");
        assertThat(scene.cid().post(scene.at("/reactions"), "{\"kind\": \"boo\"}").slug())
                .isEqualTo("bad-request");
        var away = HOUSE.member("react_fay");
        assertThat(away.post(scene.at("/reactions"), "{\"kind\": \"agree\"}").slug())
                .isEqualTo("not-in-room");
        scene.end();
        assertThat(scene.cid().post(scene.at("/reactions"), "{\"kind\": \"agree\"}").slug())
                .isEqualTo("room-ended");
        assertThat(scene.eve().get(scene.at("/reactions")).fine().body().path("seconds"))
                .hasSize(2);
    }

    @Test
    @DisplayName("nothing can be marked backstage, where there are no seconds yet")
    void backstage() {
        var host = HOUSE.member("early_ann");
        var room = HOUSE.room(host, "public");
        HOUSE.enter(host, room);
        String at = "/api/rooms/" + room;
        assertThat(host.post(at + "/marks", "{\"kind\": \"useful\"}").slug())
                .isEqualTo("marks-not-live");
        assertThat(host.post(at + "/comments", "{\"text\": \"hello\"}").slug())
                .isEqualTo("marks-not-live");
        assertThat(host.get(at + "/minutes").fine().body().path("items")).isEmpty();
        assertThat(host.text(at + "/minutes.ics")).doesNotContain("VEVENT");
    }

    @Test
    @DisplayName(
            "[P12] marks of several people become minutes the moment that the room ends, every line with its second")
    void minutes() {
        var scene = Party.of(HOUSE, "min");
        scene.ann().put(scene.at("/floor"), "{\"mode\": \"queue\"}").fine();
        pass(1);
        scene.bea().put(scene.at("/hand"), "").fine();
        pass(64);
        mark(scene, scene.cid(), "{\"kind\": \"decision\", \"text\": \"We ship on Friday\"}");
        pass(4);
        mark(scene, scene.dan(), "{\"kind\": \"decision\"}");
        pass(20);
        var action = scene.cid().post(scene.at("/marks"), "{\"kind\": \"action\"}").fine();
        mark(scene, scene.eve(), "{\"kind\": \"action\"}");
        mark(scene, scene.eve(), "{\"kind\": \"useful\"}");
        pass(30);
        scene.cid()
                .put(
                        scene.at("/marks/") + action.text("/id"),
                        """
                        {"kind": "action", "text": "Write [notes]; send them, all", "who": "Bea", "due": "2026-12-01"}
                        """)
                .fine();
        scene.end();
        var minutes = scene.eve().get(scene.at("/minutes")).fine().body();
        assertThat(texts(minutes.path("items"), "second", "kind", "people"))
                .containsExactly("65 decision 2", "89 action 2");
        var decision = minutes.at("/items/0");
        assertThat(decision.at("/notes/0/text").asString()).isEqualTo("We ship on Friday");
        assertThat(decision.at("/speaker/id").asString()).isEqualTo(scene.bea().identity());
        assertThat(decision.path("link").asString()).endsWith("/r/" + scene.room() + "?t=65");
        assertThat(minutes.has("endedAt")).isTrue();
        String paper = scene.eve().text(scene.at("/minutes.md"));
        assertThat(paper)
                .startsWith("# A room\n")
                .contains("## Decisions\n\n- [1:05](")
                .contains("?t=65) We ship on Friday (2 people)")
                .contains("- [ ] [1:29](")
                .contains("Write \\[notes\\]; send them, all, who: Bea, by 2026-12-01 (2 people)");
        String calendar = scene.eve().text(scene.at("/minutes.ics"));
        assertThat(calendar.lines()).allMatch(line -> line.length() <= 75);
        assertThat(calendar.replace("\r\n ", ""))
                .contains("BEGIN:VTODO\r\n")
                .contains("SUMMARY:Write [notes]\\; send them\\, all (who: Bea)\r\n")
                .contains("DUE;VALUE=DATE:20261201\r\n")
                .contains("/r/" + scene.room() + "?t=89\r\n");
    }

    @Test
    @DisplayName("a mark can be taken back by whoever made it, while the room is open")
    void takenBack() {
        var scene = Party.of(HOUSE, "back");
        var made = scene.cid().post(scene.at("/marks"), "{\"kind\": \"useful\"}").fine();
        mark(scene, scene.dan(), "{\"kind\": \"useful\"}");
        assertThat(scene.ann().get(scene.at("/minutes")).body().path("items")).hasSize(1);
        String own = scene.at("/marks/") + made.text("/id");
        assertThat(scene.dan().delete(own).slug()).isEqualTo("not-found");
        scene.cid().delete(own).fine();
        assertThat(scene.ann().get(scene.at("/minutes")).body().path("items")).isEmpty();
        assertThat(scene.dan().get(scene.at("/marks")).body().path("items")).hasSize(1);
        assertThat(
                        scene.dan()
                                .post(scene.at("/marks"), "{\"kind\": \"useful\", \"who\": \"me\"}")
                                .body()
                                .path("field")
                                .asString())
                .isEqualTo("who");
    }

    @Test
    @DisplayName(
            "[V1] comments stay at their second, one in a few seconds of each person; who is blocked is not read")
    void comments() throws Exception {
        var scene = Party.of(HOUSE, "com");
        pass(30);
        scene.cid().post(scene.at("/comments"), "{\"text\": \"Louder please\"}").fine();
        var soon = scene.cid().post(scene.at("/comments"), "{\"text\": \"Louder please\"}");
        assertThat(soon.slug()).isEqualTo("too-many-requests");
        pass(10);
        scene.cid().post(scene.at("/comments"), "{\"text\": \"Better\"}").fine();
        pass(1);
        scene.dan().post(scene.at("/comments"), "{\"text\": \"Hear, hear\"}").fine();
        HOUSE.block(scene.eve(), scene.dan());
        scene.end();
        var all = scene.bea().get(scene.at("/comments")).fine().body().path("items");
        assertThat(texts(all, "second", "text"))
                .containsExactly("30 Louder please", "40 Better", "41 Hear, hear");
        var later = scene.eve().get(scene.at("/comments?from=35")).fine().body().path("items");
        assertThat(texts(later, "text")).containsExactly("Better");
        String first = scene.at("/comments/") + all.at("/0/id").asString();
        assertThat(scene.dan().delete(first).slug()).isEqualTo("not-moderator");
        scene.ann().delete(first).fine();
        assertThat(scene.bea().get(scene.at("/comments")).body().path("items")).hasSize(2);
    }

    @Test
    @DisplayName(
            "[P3] three minutes late one reads topic, question, who speaks as what, and marks, each at its second")
    void catchUp() {
        var scene = Party.of(HOUSE, "late");
        scene.ann().put(scene.at("/floor"), "{\"mode\": \"queue\"}").fine();
        scene.bea().put(scene.at("/hand"), "").fine();
        pass(60);
        mark(scene, scene.cid(), "{\"kind\": \"decision\", \"text\": \"We ship on Friday\"}");
        mark(scene, scene.dan(), "{\"kind\": \"decision\"}");
        assertThat(scene.eve().get(scene.at("/catch-up")).fine().body().path("lines")).isEmpty();
        scene.ann().put(scene.at("/floor"), "{\"mode\": \"free\"}").fine();
        pass(121);
        var body = "{\"text\": \"What does it cost?\", \"nameless\": true}";
        var question = scene.dan().post(scene.at("/questions"), body).fine().id();
        scene.ann()
                .put(
                        scene.at("/questions/") + question + "/answer",
                        "{\"accountId\": \"" + scene.bea().identity() + "\"}")
                .fine();
        scene.ann()
                .put(
                        scene.at("/show"),
                        """
                        {"format": "own", "segments": [{"title": "News", "mode": "free", "seconds": 90}]}
                        """)
                .fine();
        scene.bea().put(scene.at("/hat"), "{\"kind\": \"declared\", \"words\": \"Nurse\"}").fine();
        HOUSE.stage().microphone(scene.room(), scene.bea().identity(), true);
        HOUSE.settle();
        var lines = scene.eve().get(scene.at("/catch-up")).fine().body().path("lines");
        assertThat(texts(lines, "about", "text", "second"))
                .containsExactly(
                        "topic About: A room 0",
                        "question Question: What does it cost? 181",
                        "speaker Speaking: The late_bea (Nurse) 181",
                        "mark Decided: We ship on Friday 60",
                        "agenda News 181",
                        "left 1:30 left 181");
        scene.end();
        assertThat(scene.eve().get(scene.at("/catch-up")).fine().body().path("lines")).isEmpty();
    }
}
