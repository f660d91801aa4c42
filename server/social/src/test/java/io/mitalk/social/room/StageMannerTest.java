package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.show.ShowBelongings;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Stages with two seats, and such where one holds to talk. */
final class StageMannerTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static Caller.Said offer(Party party, Caller who) {
        return party.ann().post(party.at("/offers"), "{\"identity\": \"" + who.identity() + "\"}");
    }

    @Test
    @DisplayName(
            "[T2] a dialogue has two microphones and no hands; the audience asks through questions")
    void dialogue() {
        var party = Party.of(HOUSE, "two");
        var dialogue = "{\"format\": \"dialogue\"}";
        assertThat(party.ann().put(party.at("/show"), dialogue).slug())
                .as("three sit there")
                .isEqualTo("stage-too-large");
        party.mode("chair");
        party.hand(party.dan());
        party.cid().delete(party.at("/seat")).fine();
        party.ann().put(party.at("/show"), dialogue).fine();
        var room = party.eve().get(party.at("")).body();
        assertThat(room.at("/floor/mics").asInt()).isEqualTo(2);
        assertThat(room.path("hands").isEmpty()).as("hands went down").isTrue();
        assertThat(party.heard(party.ann()) && party.heard(party.bea())).isTrue();
        assertThat(party.eve().put(party.at("/hand"), "").slug()).isEqualTo("hands-locked");
        assertThat(offer(party, party.dan()).slug()).isEqualTo("stage-full");
        party.eve()
                .post(party.at("/questions"), "{\"text\": \"Which two?\", \"nameless\": false}")
                .fine();
        party.bea().delete(party.at("/seat")).fine();
        offer(party, party.dan()).fine();
        party.dan().post(party.at("/seat"), "").fine();
        assertThat(party.heard(party.dan())).isTrue();
        party.ann().delete(party.at("/show")).fine();
        party.hand(party.eve());
        offer(party, party.cid()).fine();
    }

    @Test
    @DisplayName(
            "a host has microphones open only while they are held, whatever the mode, and no turn is lost by it")
    void pushToTalk() {
        var party = Party.of(HOUSE, "ptt");
        party.mode("queue");
        party.hand(party.bea());
        var only = "{\"mode\": \"queue\", \"pushToTalk\": true}";
        assertThat(party.bea().put(party.at("/floor"), only).slug()).isEqualTo("not-moderator");
        party.ann().put(party.at("/floor"), only).fine();
        var floor = party.eve().get(party.at("")).body().path("floor");
        assertThat(floor.path("pushToTalk").asBoolean()).isTrue();
        assertThat(floor.at("/turn/identity").asString()).isEqualTo(party.bea().identity());
        party.mode("free");
        assertThat(party.eve().get(party.at("")).body().at("/floor/pushToTalk").asBoolean())
                .isTrue();
    }

    @Test
    @DisplayName(
            "where microphones are held, an open one that nobody holds is heard by nobody, the host's neither")
    void held() {
        var party = Party.of(HOUSE, "held");
        var hold = party.at("/hold");
        party.bea().put(hold, "").fine();
        assertThat(party.heard(party.cid())).as("elsewhere nothing needs to be held").isTrue();
        party.ann().put(party.at("/floor"), "{\"mode\": \"free\", \"pushToTalk\": true}").fine();
        HOUSE.clock().advance(Duration.ofSeconds(4));
        assertThat(party.heard(party.bea()) || party.heard(party.ann())).isFalse();
        assertThat(party.bea().put(hold, "").fine().body().path("leaseMs").asInt())
                .isEqualTo(3_000);
        assertThat(party.heard(party.bea())).isTrue();
        assertThat(party.heard(party.cid())).isFalse();
        HOUSE.clock().advance(Duration.ofSeconds(2));
        party.bea().put(hold, "").fine();
        HOUSE.clock().advance(Duration.ofSeconds(2));
        assertThat(party.heard(party.bea())).as("said again").isTrue();
        HOUSE.clock().advance(Duration.ofSeconds(2));
        assertThat(party.heard(party.bea())).as("said no more").isFalse();
        party.cid().put(hold, "").fine();
        party.cid().delete(hold).fine();
        assertThat(party.heard(party.cid())).isFalse();
        assertThat(party.eve().put(hold, "").slug()).isEqualTo("not-on-stage");
        party.ann().put(party.at("/people/") + party.cid().identity() + "/mute", "").fine();
        party.cid().put(hold, "").fine();
        assertThat(party.heard(party.cid())).as("a mute goes before").isFalse();
        party.end();
        assertThat(party.bea().put(hold, "").slug()).isEqualTo("room-ended");
    }

    private static JsonNode card(Party party) {
        return party.eve()
                .get("/api/hallway")
                .fine()
                .body()
                .path("live")
                .valueStream()
                .filter(card -> card.path("id").asString().equals(party.room().toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "[D1] an AMA pairs a named expert with an interviewer; the room's card says as what the expert speaks")
    void pair() {
        var party = Party.of(HOUSE, "pair");
        var at = party.at("/show/pair");
        var both =
                """
                {"expert": "%s", "interviewer": "%s"}
                """
                        .formatted(party.bea().identity(), party.cid().identity());
        assertThat(party.ann().put(at, both).slug()).isEqualTo("no-agenda");
        party.ann().put(party.at("/show"), "{\"format\": \"clinic\"}").fine();
        assertThat(party.ann().put(at, both).slug()).isEqualTo("no-pair");
        party.ann().put(party.at("/show"), "{\"format\": \"ama\"}").fine();
        assertThat(card(party).has("pair")).isFalse();
        assertThat(party.bea().put(at, both).slug()).isEqualTo("not-moderator");
        var absent = "{\"expert\": \"" + party.eve().identity() + "\"}";
        assertThat(party.ann().put(at, absent).slug()).isEqualTo("not-on-stage");
        var twice = both.replace(party.cid().identity(), party.bea().identity());
        assertThat(party.ann().put(at, twice).text("/field")).isEqualTo("interviewer");
        var show = party.ann().put(at, both).fine();
        assertThat(show.text("/expert/displayName")).isEqualTo("The pair_bea");
        party.bea()
                .put(party.at("/hat"), "{\"kind\": \"declared\", \"words\": \"Vaccinologist\"}")
                .fine();
        var pair = card(party).path("pair");
        assertThat(pair.path("as").asString()).isEqualTo("Vaccinologist");
        assertThat(pair.at("/expert/id").asString()).isEqualTo(party.bea().identity());
        assertThat(pair.at("/interviewer/id").asString()).isEqualTo(party.cid().identity());
        HOUSE.settle();
        var told =
                HOUSE.events().stream()
                        .filter(event -> event.type().equals("pair-named"))
                        .map(event -> event.patch().at("/show/interviewer/id").asString())
                        .toList();
        assertThat(told).containsExactly(party.cid().identity());
        HOUSE.database().run(tx -> new ShowBelongings().erase(tx, party.cid().id()));
        assertThat(card(party).path("pair").has("interviewer")).isFalse();
        party.ann().delete(party.at("/show")).fine();
        assertThat(card(party).has("pair")).isFalse();
    }
}
