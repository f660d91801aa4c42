package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Turns in writing over HTTP, with a clock that the test moves. */
final class TextFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static Caller.Said write(Party party, Caller who, String text) {
        HOUSE.clock().advanceMs(1_000);
        return who.put(party.at("/text-turn"), "{\"text\": \"" + text + "\"}");
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    }

    private static JsonNode lastPatch(Party party) {
        HOUSE.settle();
        return HOUSE.events().stream()
                .filter(event -> event.channel().equals("room:" + party.room()))
                .filter(event -> event.patch().has("text"))
                .toList()
                .getLast()
                .patch()
                .path("text");
    }

    @Test
    @DisplayName(
            "[P15] a text waits in the queue like a hand, and the room reads it for as long as a reader takes")
    void queue() {
        var party = Party.of(HOUSE, "txt");
        party.mode("queue");
        party.hand(party.bea());
        assertThat(write(party, party.dan(), words(50)).fine().body().path("seconds").asDouble())
                .isEqualTo(20);
        party.hand(party.cid());
        assertThat(party.queue())
                .containsExactly(
                        party.bea().identity(), party.dan().identity(), party.cid().identity());
        party.bea().delete(party.at("/turn")).fine();
        var turn = party.eve().get(party.at("")).body().at("/floor/turn");
        assertThat(turn.path("identity").asString()).isEqualTo(party.dan().identity());
        assertThat(turn.path("written").asBoolean()).isTrue();
        assertThat(turn.path("offered").asBoolean()).as("no microphone to open").isFalse();
        assertThat(turn.path("cutAt").asString()).isEqualTo(turn.path("endsAt").asString());
        assertThat(seconds(turn)).isEqualTo(20);
        assertThat(lastPatch(party).path("words").asString()).startsWith("word0 word1");
        assertThat(lastPatch(party).at("/person/displayName").asString()).contains("dan");
        assertThat(party.heard(party.dan())).isFalse();
        HOUSE.pass(Duration.ofSeconds(20));
        assertThat(lastPatch(party).isNull()).isTrue();
        assertThat(party.turn()).as("and then the next").isEqualTo(party.cid().identity());
        var read = party.eve().get(party.at("/text-turns")).fine().body().at("/items/0");
        assertThat(read.path("words").asString()).isEqualTo(words(50));
        assertThat(read.path("seconds").asDouble()).isEqualTo(20);
    }

    private static long seconds(JsonNode turn) {
        return Duration.between(
                        Instant.parse(turn.path("began").asString()),
                        Instant.parse(turn.path("endsAt").asString()))
                .toSeconds();
    }

    @Test
    @DisplayName(
            "[P15] reading counts as speech does: whoever was read goes after who has not been heard")
    void accounting() {
        var party = Party.of(HOUSE, "acc");
        party.mode("balanced");
        write(party, party.dan(), words(100)).fine();
        HOUSE.pass(Duration.ofSeconds(40));
        HOUSE.clock().advance(Duration.ofSeconds(30));
        party.hand(party.bea());
        write(party, party.dan(), words(10)).fine();
        party.hand(party.eve());
        var rows = party.ann().get(party.at("/queue")).body().path("items");
        assertThat(party.queue())
                .containsExactly(
                        party.bea().identity(), party.eve().identity(), party.dan().identity());
        assertThat(rows.get(2).at("/terms/firstTurn").asDouble()).isZero();
        assertThat(rows.get(2).at("/terms/share").asDouble())
                .isCloseTo(-20 * (1 - 1.0 / 2), within(0.01));
    }

    @Test
    @DisplayName(
            "[P15] a text obeys the box, is taken back with the hand, and ends when a host goes on")
    void bounds() {
        var party = Party.of(HOUSE, "box");
        assertThat(write(party, party.dan(), "hello").slug()).isEqualTo("no-queue");
        party.ann().put(party.at("/floor"), "{\"mode\": \"chair\", \"boxSeconds\": 30}").fine();
        var long1 = write(party, party.dan(), words(76));
        assertThat(long1.slug()).isEqualTo("text-too-long");
        assertThat(long1.body().path("boxSeconds").asInt()).isEqualTo(30);
        assertThat(write(party, party.dan(), "  ").text("/field")).isEqualTo("text");
        assertThat(HOUSE.guest().put(party.at("/text-turn"), "{\"text\": \"hi\"}").status())
                .isEqualTo(401);
        write(party, party.dan(), words(75)).fine();
        party.dan().delete(party.at("/hand")).fine();
        party.hand(party.dan());
        give(party, party.dan());
        assertThat(party.ann().get(party.at("")).body().at("/floor/turn/offered").asBoolean())
                .as("the text went with the hand: this one wants to speak")
                .isTrue();
        party.dan().delete(party.at("/offer")).fine();
        write(party, party.eve(), words(50)).fine();
        give(party, party.eve());
        HOUSE.clock().advance(Duration.ofSeconds(5));
        party.ann().delete(party.at("/turn")).fine();
        var read = party.ann().get(party.at("/text-turns")).fine().body().at("/items/0");
        assertThat(read.path("seconds").asDouble()).as("only what stood").isEqualTo(5);
    }

    private static void give(Party party, Caller who) {
        party.ann().post(party.at("/turn"), "{\"identity\": \"" + who.identity() + "\"}").fine();
    }
}
