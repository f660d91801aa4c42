package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Turns over HTTP, with a stage that shows who is heard and a clock that the test moves. */
final class FloorFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    @Test
    @DisplayName(
            "[Y1] in a queue only the head and who is linked are heard; in a free room everybody")
    void queue() {
        var party = Party.of(HOUSE, "y1");
        assertThat(party.heard(party.bea())).isTrue();
        party.mode("queue");
        assertThat(party.heard(party.ann())).as("the moderator is linked").isTrue();
        assertThat(party.heard(party.bea())).isFalse();
        assertThat(party.bea().put(party.at("/floor"), "{\"mode\": \"free\"}").slug())
                .isEqualTo("not-moderator");
        party.hand(party.bea());
        party.hand(party.cid());
        assertThat(party.turn()).isEqualTo(party.bea().identity());
        assertThat(party.heard(party.bea())).isTrue();
        assertThat(party.heard(party.cid())).isFalse();
        var link = party.at("/floor/linked/") + party.cid().identity();
        party.ann().put(link, "").fine();
        assertThat(party.heard(party.cid())).isTrue();
        party.ann().delete(link).fine();
        assertThat(party.heard(party.cid())).isFalse();
        party.bea().delete(party.at("/turn")).fine();
        assertThat(party.heard(party.bea())).isFalse();
        assertThat(party.heard(party.cid())).as("next by itself").isTrue();
        party.mode("free");
        assertThat(party.heard(party.bea())).isTrue();
    }

    @Test
    @DisplayName(
            "[P1] when box and grace are over the server takes the turn away, and the next one has it")
    void cut() {
        var party = Party.of(HOUSE, "p1cut");
        party.ann().put(party.at("/floor"), "{\"mode\": \"queue\", \"boxSeconds\": 60}").fine();
        party.hand(party.bea());
        party.hand(party.cid());
        var turn = party.ann().get(party.at("")).body().at("/floor/turn");
        assertThat(
                        Duration.between(
                                Instant.parse(turn.path("began").asString()),
                                Instant.parse(turn.path("endsAt").asString())))
                .isEqualTo(Duration.ofMinutes(1));
        HOUSE.pass(Duration.ofSeconds(73));
        assertThat(party.heard(party.bea())).as("in the grace").isTrue();
        HOUSE.pass(Duration.ofSeconds(2));
        assertThat(party.heard(party.bea())).isFalse();
        assertThat(party.turn()).isEqualTo(party.cid().identity());
        assertThat(
                        party.ann()
                                .put(
                                        party.at("/floor"),
                                        "{\"mode\": \"queue\", \"boxSeconds\": 20}")
                                .body()
                                .path("field")
                                .asString())
                .isEqualTo("boxSeconds");
    }

    @Test
    @DisplayName("whoever follows the room's channel alone knows when a turn and a vote are over")
    void patches() {
        var party = Party.of(HOUSE, "patch");
        party.mode("queue");
        party.hand(party.bea());
        vote(party);
        party.bea().delete(party.at("/turn")).fine();
        HOUSE.settle();
        var patch =
                HOUSE.events().stream()
                        .filter(event -> event.type().equals("turn-ended"))
                        .map(event -> event.patch().path("floor"))
                        .filter(floor -> floor.has("mode"))
                        .toList()
                        .getLast();
        assertThat(patch.get("turn").isNull()).as("a merge patch takes away what is null").isTrue();
        assertThat(patch.get("voteEndsAt").isNull()).isTrue();
    }

    @Test
    @DisplayName(
            "a listener whose turn comes goes live by the own tap, and listens again afterwards")
    void borrowed() {
        var party = Party.of(HOUSE, "bor");
        party.mode("balanced");
        party.hand(party.dan());
        assertThat(party.turn()).isEqualTo(party.dan().identity());
        assertThat(party.heard(party.dan())).as("before the tap").isFalse();
        party.dan().post(party.at("/seat"), "").fine();
        assertThat(party.heard(party.dan())).isTrue();
        HOUSE.clock().advanceMs(30_000);
        party.dan().delete(party.at("/turn")).fine();
        assertThat(party.dan().get(party.at("")).text("/you/role")).isEqualTo("listener");
        assertThat(party.heard(party.dan())).isFalse();
        var again = party.dan().put(party.at("/hand"), "");
        assertThat(again.slug()).as("half the turn to listen").isEqualTo("just-spoke");
        HOUSE.clock().advanceMs(15_000);
        party.hand(party.dan());
    }

    @Test
    @DisplayName("who does not take the turn in time, or refuses, loses it to the next")
    void refused() {
        var party = Party.of(HOUSE, "ref");
        party.mode("queue");
        party.hand(party.dan());
        party.hand(party.eve());
        assertThat(party.turn()).isEqualTo(party.dan().identity());
        party.dan().delete(party.at("/offer")).fine();
        assertThat(party.turn()).isEqualTo(party.eve().identity());
        party.hand(party.bea());
        HOUSE.pass(Duration.ofSeconds(21));
        assertThat(party.turn()).isEqualTo(party.bea().identity());
        assertThat(party.heard(party.bea())).isTrue();
    }

    @Test
    @DisplayName("[Y2] move to top lands at index 1, says who did it and why, and displaces nobody")
    void lift() {
        var party = Party.of(HOUSE, "y2");
        party.mode("queue");
        party.hand(party.bea());
        party.hand(party.cid());
        party.hand(party.dan());
        var lift = party.at("/queue/") + party.dan().identity() + "/lift";
        assertThat(party.ann().put(lift, "{\"reason\": \" \"}").body().path("field").asString())
                .isEqualTo("reason");
        assertThat(party.cid().put(lift, "{\"reason\": \"me first\"}").slug())
                .isEqualTo("not-moderator");
        party.ann().put(lift, "{\"reason\": \"answers the question\"}").fine();
        assertThat(party.queue())
                .containsExactly(
                        party.bea().identity(), party.dan().identity(), party.cid().identity());
        var row = party.cid().get(party.at("/queue")).body().at("/items/1/lifted");
        assertThat(row.path("reason").asString()).isEqualTo("answers the question");
        assertThat(row.path("by").asString()).isEqualTo(party.ann().identity());
        assertThat(
                        party.ann()
                                .put(
                                        party.at("/queue/") + party.eve().identity() + "/lift",
                                        "{\"reason\": \"nobody waits\"}")
                                .slug())
                .isEqualTo("not-waiting");
    }

    @Test
    @DisplayName("[P1] the queue says how long each is likely to wait, and everybody may read it")
    void expectedWait() {
        var party = Party.of(HOUSE, "wait");
        party.mode("queue");
        party.hand(party.bea());
        party.hand(party.cid());
        party.hand(party.dan());
        HOUSE.clock().advance(Duration.ofSeconds(28));
        var waits =
                HOUSE.guest()
                        .get(party.at("/queue"))
                        .fine()
                        .body()
                        .path("items")
                        .valueStream()
                        .map(row -> row.path("waitSeconds").asInt())
                        .toList();
        assertThat(waits)
                .as("the turn has run for half a minute; then one whole turn")
                .containsExactly(0, 90, 210);
    }

    @Test
    @DisplayName("[Y5] another mode keeps the queue's order, and tells everybody")
    void switching() {
        var party = Party.of(HOUSE, "y5");
        party.mode("queue");
        party.hand(party.cid());
        party.hand(party.dan());
        party.hand(party.bea());
        party.mode("chair");
        assertThat(party.turn()).as("the moderators decide").isEmpty();
        assertThat(party.heard(party.cid())).isFalse();
        party.ann()
                .post(party.at("/turn"), "{\"identity\": \"" + party.cid().identity() + "\"}")
                .fine();
        assertThat(party.heard(party.cid())).isTrue();
        party.mode("queue");
        assertThat(party.queue()).containsExactly(party.dan().identity(), party.bea().identity());
        HOUSE.settle();
        var told =
                HOUSE.events().stream()
                        .filter(event -> event.type().equals("floor-changed"))
                        .map(event -> event.patch().at("/floor/mode").asString())
                        .filter(mode -> !mode.isEmpty())
                        .toList();
        assertThat(told).endsWith("queue", "chair", "queue");
    }

    @Test
    @DisplayName("[Y3] nobody takes the turn from an equal or higher rank")
    void ranks() {
        var party = Party.of(HOUSE, "y3");
        party.ann()
                .put(
                        party.at("/people/") + party.bea().identity() + "/role",
                        "{\"role\": \"cohost\"}")
                .fine();
        party.mode("chair");
        party.ann()
                .post(party.at("/turn"), "{\"identity\": \"" + party.ann().identity() + "\"}")
                .fine();
        assertThat(party.bea().delete(party.at("/turn")).slug()).isEqualTo("higher-rank");
        party.ann().delete(party.at("/turn")).fine();
        assertThat(party.ann().delete(party.at("/turn")).slug()).isEqualTo("no-turn");
    }

    @Test
    @DisplayName(
            "a round gives everybody on the stage one turn after another, the moderator linked")
    void round() {
        var party = Party.of(HOUSE, "rnd");
        party.mode("round");
        assertThat(party.turn()).isEqualTo(party.bea().identity());
        HOUSE.pass(Duration.ofSeconds(136));
        assertThat(party.turn()).isEqualTo(party.cid().identity());
        HOUSE.clock().advanceMs(5_000);
        party.cid().delete(party.at("/turn")).fine();
        assertThat(party.turn()).isEqualTo(party.bea().identity());
        HOUSE.stage().leave(party.room(), party.bea().identity());
        HOUSE.settle();
        HOUSE.pass(Duration.ofSeconds(31));
        assertThat(party.turn()).as("one alone needs no turns").isEmpty();
    }

    @Test
    @DisplayName(
            "[P1] three of the audience give the speaker more time, at most twice; the speaker has no vote")
    void extension() {
        var party = Party.of(HOUSE, "ext");
        party.mode("queue");
        party.hand(party.bea());
        var before = party.ann().get(party.at("")).text("/floor/turn/endsAt");
        assertThat(party.bea().post(party.at("/turn/votes"), "{\"more\": true}").slug())
                .isEqualTo("own-turn");
        for (int round = 0; round < 2; round++) {
            vote(party);
        }
        var after = party.ann().get(party.at("")).text("/floor/turn/endsAt");
        assertThat(Duration.between(Instant.parse(before), Instant.parse(after)))
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(party.dan().post(party.at("/turn/votes"), "{\"more\": true}").slug())
                .isEqualTo("no-more-time");
        assertThat(party.ann().get(party.at("")).body().at("/floor/turn/mayExtend").asBoolean())
                .isFalse();
    }

    private static void vote(Party party) {
        for (var who : List.of(party.cid(), party.dan(), party.eve())) {
            who.post(party.at("/turn/votes"), "{\"more\": true}").fine();
        }
        HOUSE.pass(Duration.ofSeconds(11));
    }

    @Test
    @DisplayName("a turn survives a restart of the server, and its end comes at its time")
    void acrossRestart() {
        var party = Party.of(HOUSE, "rst");
        party.mode("queue");
        party.hand(party.bea());
        HOUSE.kill();
        HOUSE.clock().advance(Duration.ofSeconds(30));
        HOUSE.startAgain();
        for (var name : List.of("ann", "bea", "cid", "eve")) {
            HOUSE.stage().connect(party.room(), HOUSE.member("rst_" + name).identity());
        }
        HOUSE.settle();
        HOUSE.due();
        var eve = HOUSE.member("rst_eve").identity();
        var bea = HOUSE.member("rst_bea").identity();
        assertThat(HOUSE.stage().hears(party.room(), eve, bea)).isTrue();
        HOUSE.pass(Duration.ofSeconds(106));
        assertThat(HOUSE.stage().hears(party.room(), eve, bea)).isFalse();
    }
}
