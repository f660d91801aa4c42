package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.hat.Hat;
import io.mitalk.social.hat.HatBelongings;
import io.mitalk.social.hat.Hats;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** As what people speak, over HTTP. */
final class HatFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static Caller.Said wear(Party party, Caller who, String hat) {
        return who.put(party.at("/hat"), hat);
    }

    private static JsonNode lastWorn(Party party, Caller who) {
        HOUSE.settle();
        return HOUSE.events().stream()
                .filter(event -> event.channel().equals("room:" + party.room()))
                .map(event -> event.patch().path("hats").path("worn"))
                .filter(worn -> worn.has(who.identity()))
                .toList()
                .getLast()
                .path(who.identity());
    }

    @Test
    @DisplayName(
            "[P9] a hat is seen by all while it is worn, and what it said then stays for later")
    void span() {
        var party = Party.of(HOUSE, "hat");
        wear(
                        party,
                        party.bea(),
                        """
                        {"kind": "declared", "words": "Nurse in a village clinic", "disclosure": "advises MedCo"}
                        """)
                .fine();
        assertThat(lastWorn(party, party.bea()).path("words").asString())
                .isEqualTo("Nurse in a village clinic");
        HOUSE.clock().advance(Duration.ofMinutes(1));
        var then = Instant.ofEpochMilli(HOUSE.clock().epochMs());
        HOUSE.clock().advance(Duration.ofMinutes(1));
        wear(party, party.bea(), "{\"kind\": \"personal\"}").fine();
        assertThat(lastWorn(party, party.bea()).path("kind").asString()).isEqualTo("personal");
        HOUSE.clock().advanceMs(1_000);
        party.bea().delete(party.at("/hat")).fine();
        assertThat(lastWorn(party, party.bea()).isNull()).isTrue();
        party.end();
        var spans = HOUSE.guest().get(party.at("/hats")).fine().body().path("items");
        assertThat(spans).hasSize(2);
        assertThat(spans.at("/0/words").asString()).isEqualTo("Nurse in a village clinic");
        assertThat(spans.at("/0/to").asDouble()).isEqualTo(spans.at("/0/from").asDouble() + 120);
        assertThat(spans.at("/1/kind").asString()).isEqualTo("personal");
        assertThat(spans.at("/1/to").asDouble()).isEqualTo(spans.at("/1/from").asDouble() + 1);
        HOUSE.database()
                .run(
                        tx -> {
                            assertThat(Hats.at(tx, party.room(), party.bea().id(), then))
                                    .isEqualTo(
                                            new Hat(
                                                    Hat.Kind.DECLARED,
                                                    "Nurse in a village clinic",
                                                    "advises MedCo"));
                            assertThat(Hats.at(tx, party.room(), party.bea().id(), tx.now()))
                                    .isNull();
                            var belongings = new HatBelongings();
                            assertThat(belongings.export(tx, party.bea().id())).hasSize(2);
                            belongings.erase(tx, party.bea().id());
                            assertThat(Hats.at(tx, party.room(), party.bea().id(), then))
                                    .isEqualTo(new Hat(Hat.Kind.DECLARED, "", ""));
                        });
        assertThat(HOUSE.guest().get(party.at("/hats")).body().path("items"))
                .as("what is left says nothing of anybody")
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "[P9] a claim that is not verified cannot be worn, and nobody wears one in the audience")
    void refusals() {
        var party = Party.of(HOUSE, "clm");
        assertThat(
                        wear(
                                        party,
                                        party.bea(),
                                        "{\"kind\": \"declared\", \"words\": \"MD\", \"claim\": \"c-1\"}")
                                .slug())
                .isEqualTo("claim-not-yours");
        assertThat(wear(party, party.bea(), "{\"kind\": \"declared\"}").text("/field"))
                .isEqualTo("words");
        assertThat(
                        wear(
                                        party,
                                        party.bea(),
                                        "{\"kind\": \"declared\", \"words\": \""
                                                + "x".repeat(61)
                                                + "\"}")
                                .text("/field"))
                .isEqualTo("words");
        assertThat(wear(party, party.bea(), "{\"kind\": \"crown\"}").text("/field"))
                .isEqualTo("kind");
        assertThat(wear(party, party.eve(), "{\"kind\": \"personal\"}").slug())
                .isEqualTo("not-at-microphone");
        party.hand(party.eve());
        wear(party, party.eve(), "{\"kind\": \"personal\"}").fine();
    }

    @Test
    @DisplayName(
            "[P9] where a room asks for it, nobody takes the microphone without saying as what")
    void required() {
        var party = Party.of(HOUSE, "req");
        assertThat(party.bea().put(party.at("/hats"), "{\"required\": true}").slug())
                .isEqualTo("not-moderator");
        party.ann().put(party.at("/hats"), "{\"required\": true}").fine();
        party.hand(party.dan());
        party.ann()
                .post(party.at("/offers"), "{\"identity\": \"" + party.dan().identity() + "\"}")
                .fine();
        assertThat(party.dan().post(party.at("/seat"), "").slug()).isEqualTo("hat-missing");
        wear(party, party.dan(), "{\"kind\": \"personal\", \"disclosure\": \"\"}").fine();
        party.dan().post(party.at("/seat"), "").fine();
        assertThat(party.heard(party.dan())).isTrue();
    }

    @Test
    @DisplayName(
            "[P9] who sat there before it was asked for picks one before the next turn, in speech and in writing")
    void before() {
        var party = Party.of(HOUSE, "bef");
        party.mode("queue");
        party.hand(party.bea());
        party.ann().put(party.at("/hats"), "{\"required\": true}").fine();
        assertThat(party.turn()).as("nobody is cut off").isEqualTo(party.bea().identity());
        HOUSE.clock().advance(Duration.ofSeconds(20));
        party.hand(party.cid());
        HOUSE.clock().advanceMs(1_000);
        party.eve().put(party.at("/text-turn"), "{\"text\": \"In a few words of mine.\"}").fine();
        party.bea().delete(party.at("/turn")).fine();
        assertThat(party.turn()).as("both wait for a hat").isEmpty();
        assertThat(party.queue()).containsExactly(party.cid().identity(), party.eve().identity());
        wear(party, party.eve(), "{\"kind\": \"declared\", \"words\": \"Who writes\"}").fine();
        assertThat(party.turn()).as("now hers").isEqualTo(party.eve().identity());
        HOUSE.pass(Duration.ofSeconds(10));
        assertThat(party.turn()).as("the earlier place is kept").isEmpty();
        wear(party, party.cid(), "{\"kind\": \"personal\"}").fine();
        assertThat(party.turn()).isEqualTo(party.cid().identity());
        party.mode("chair");
        var give = "{\"identity\": \"" + party.bea().identity() + "\"}";
        assertThat(party.ann().post(party.at("/turn"), give).slug()).isEqualTo("hat-awaited");
        party.mode("round");
        assertThat(party.turn()).as("bea has none, and cid alone needs no turns").isEmpty();
        wear(party, party.bea(), "{\"kind\": \"personal\"}").fine();
        assertThat(party.turn()).isIn(party.bea().identity(), party.cid().identity());
        party.ann().put(party.at("/hats"), "{\"required\": false}").fine();
        party.bea().delete(party.at("/hat")).fine();
        party.mode("chair");
        party.ann().post(party.at("/turn"), give).fine();
    }
}
