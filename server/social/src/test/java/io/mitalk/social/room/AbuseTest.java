package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mitalk.social.objection.ObjectionBelongings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people do to be heard more than their due, and what it gets them: nothing. One test for each way. */
final class AbuseTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    /** Lets bea bring cid and dan in: the three are of one branch. */
    private static void oneBranch(Party party) {
        HOUSE.letIn(party.ann(), party.bea());
        HOUSE.letIn(party.bea(), party.cid());
        HOUSE.letIn(party.bea(), party.dan());
    }

    private static JsonNode waiting(Party party, Caller who) {
        return party.ann()
                .get(party.at("/queue"))
                .body()
                .path("items")
                .valueStream()
                .filter(row -> row.path("identity").asString().equals(who.identity()))
                .findFirst()
                .orElseThrow();
    }

    private static double term(Party party, Caller who, String name) {
        return waiting(party, who).path("terms").path(name).asDouble();
    }

    private static boolean handUp(Party party, Caller who) {
        HOUSE.settle();
        return party.ann()
                .get(party.at(""))
                .body()
                .path("hands")
                .valueStream()
                .anyMatch(hand -> hand.path("identity").asString().equals(who.identity()));
    }

    @Test
    @DisplayName(
            "[4.3] sock-puppet votes: people of one branch who vote within a minute weigh as much as one of them")
    void sockPuppets() {
        var party = Party.of(HOUSE, "sock");
        oneBranch(party);
        party.mode("balanced");
        party.hand(party.bea());
        var question =
                party.eve()
                        .post(
                                party.at("/questions"),
                                "{\"text\": \"How many of us are one?\", \"nameless\": false}")
                        .fine();
        party.hand(party.eve());
        var vote = party.at("/questions/") + question.text("/id") + "/vote";
        for (var who : List.of(party.bea(), party.cid(), party.dan(), party.bea())) {
            who.put(vote, "").fine();
        }
        assertThat(term(party, party.eve(), "votes")).isCloseTo(1.5, within(0.001));
        assertThat(HOUSE.guest().put(vote, "").slug()).isEqualTo("not-signed-in");
        party.ann().put(vote, "").fine();
        assertThat(term(party, party.eve(), "votes"))
                .as("another branch")
                .isCloseTo(1.5 * Math.log(3) / Math.log(2), within(0.001));
    }

    @Test
    @DisplayName(
            "[4.3] sock-puppet votes: one branch alone neither writes the minutes nor asks for a source")
    void sockPuppetMarks() {
        var party = Party.of(HOUSE, "pup");
        oneBranch(party);
        party.mode("queue");
        party.hand(party.bea());
        for (var who : List.of(party.cid(), party.dan(), party.bea())) {
            who.post(party.at("/marks"), "{\"kind\": \"useful\"}").fine();
            who.post(party.at("/reactions"), "{\"kind\": \"source\"}").fine();
        }
        assertThat(party.ann().get(party.at("/minutes")).body().path("items")).isEmpty();
        assertThat(party.bea().get(party.at("/sources")).body().path("items")).isEmpty();
        for (var who : List.of(party.ann(), party.eve())) {
            who.post(party.at("/marks"), "{\"kind\": \"useful\"}").fine();
            who.post(party.at("/reactions"), "{\"kind\": \"source\"}").fine();
        }
        assertThat(party.ann().get(party.at("/minutes")).body().at("/items/0/people").asInt())
                .isEqualTo(5);
        assertThat(party.bea().get(party.at("/sources")).body().path("items")).hasSize(1);
    }

    @Test
    @DisplayName(
            "[4.3] ending early to lift the index: there is none under ten minutes, and no list of rooms shows any")
    void endingEarly() {
        var party = Party.of(HOUSE, "early");
        HOUSE.clock().advance(Duration.ofSeconds(5));
        HOUSE.stage().speak(party.room(), party.ann().identity(), 5_000);
        party.end();
        var report = party.ann().get(party.at("/report")).fine().body();
        assertThat(report.has("index")).isFalse();
        var hallway = party.eve().get("/api/hallway").fine().body().toString();
        assertThat(hallway).contains(party.room().toString()).doesNotContain("index", "density");
    }

    @Test
    @DisplayName(
            "[4.3] queue camping: a hand goes down when its owner has left, or lets the turn pass by")
    void camping() {
        var party = Party.of(HOUSE, "camp");
        party.mode("queue");
        party.hand(party.bea());
        party.hand(party.dan());
        party.hand(party.eve());
        HOUSE.stage().leave(party.room(), party.dan().identity());
        HOUSE.settle();
        party.bea().delete(party.at("/turn")).fine();
        assertThat(party.turn())
                .as("nobody waits for who is gone")
                .isEqualTo(party.eve().identity());
        assertThat(handUp(party, party.dan())).as("a short absence costs no place").isTrue();
        HOUSE.pass(Duration.ofSeconds(31));
        assertThat(handUp(party, party.dan())).isFalse();
        assertThat(handUp(party, party.eve())).as("let the turn pass by").isFalse();
        HOUSE.enter(party.dan(), party.room());
        assertThat(handUp(party, party.dan())).as("and raises it anew").isFalse();
    }

    @Test
    @DisplayName(
            "[4.3] queue camping: who speaks holds no place meanwhile, and listens for half a turn before the next")
    void coolDown() {
        var party = Party.of(HOUSE, "cool");
        party.mode("queue");
        party.hand(party.bea());
        party.bea().put(party.at("/hand"), "").fine();
        assertThat(handUp(party, party.bea())).isFalse();
        HOUSE.clock().advance(Duration.ofSeconds(60));
        party.bea().delete(party.at("/turn")).fine();
        HOUSE.clock().advance(Duration.ofSeconds(29));
        assertThat(party.bea().put(party.at("/hand"), "").slug()).isEqualTo("just-spoke");
        HOUSE.clock().advance(Duration.ofSeconds(2));
        party.bea().put(party.at("/hand"), "").fine();
        assertThat(party.turn()).isEqualTo(party.bea().identity());
    }

    private static void turn(Party party, Caller who, int times) {
        party.hand(who);
        assertThat(party.turn()).isEqualTo(who.identity());
        for (int i = 0; i < times; i++) {
            HOUSE.clock().advance(Duration.ofSeconds(5));
            HOUSE.stage().speak(party.room(), who.identity(), 5_000);
        }
        HOUSE.settle();
        who.delete(party.at("/turn")).fine();
        HOUSE.clock().advance(Duration.ofSeconds(3L * times));
    }

    @Test
    @DisplayName(
            "[4.3] splitting talk in tiny turns: three turns of ten seconds count like one of thirty")
    void tinyTurns() {
        var party = Party.of(HOUSE, "tiny");
        party.mode("balanced");
        for (int i = 0; i < 3; i++) {
            turn(party, party.bea(), 2);
        }
        turn(party, party.cid(), 6);
        party.hand(party.dan());
        party.dan().post(party.at("/seat"), "").fine();
        party.hand(party.bea());
        party.hand(party.cid());
        party.hand(party.eve());
        assertThat(term(party, party.bea(), "share"))
                .isCloseTo(-20 * (0.5 - 1.0 / 3), within(0.001))
                .isEqualTo(term(party, party.cid(), "share"));
        assertThat(term(party, party.eve(), "share")).isZero();
    }

    @Test
    @DisplayName(
            "[4.3] \"keep going\" claque: three of one branch are one voice, and give the speaker no minute")
    void claque() {
        var party = Party.of(HOUSE, "claq");
        oneBranch(party);
        party.mode("queue");
        party.hand(party.eve());
        party.eve().post(party.at("/seat"), "").fine();
        var ends = party.ann().get(party.at("")).text("/floor/turn/endsAt");
        for (var who : List.of(party.bea(), party.cid(), party.dan())) {
            who.post(party.at("/turn/votes"), "{\"more\": true}").fine();
        }
        HOUSE.pass(Duration.ofSeconds(11));
        var floor = party.ann().get(party.at("")).body().path("floor");
        assertThat(floor.has("voteEndsAt")).as("it was counted").isFalse();
        assertThat(floor.at("/turn/endsAt").asString()).isEqualTo(ends);
    }

    private static List<JsonNode> reports(Caller operator) {
        return operator.get("/api/admin/reports")
                .fine()
                .body()
                .path("items")
                .valueStream()
                .filter(report -> report.path("kind").asString().equals("lift"))
                .toList();
    }

    private static Caller operator(String name) {
        var operator = HOUSE.member(name);
        HOUSE.database()
                .run(
                        tx ->
                                tx.handle()
                                        .execute(
                                                "update account_account set operator = true where id = ?",
                                                operator.id()));
        return operator;
    }

    @Test
    @DisplayName(
            "[4.3] override misuse: all read each exception and its reason; three branches bring it to operators")
    void overrides() {
        var party = Party.of(HOUSE, "ovr");
        HOUSE.letIn(party.ann(), party.bea());
        HOUSE.letIn(party.bea(), party.cid());
        var operator = operator("ovr_operator");
        party.mode("queue");
        party.hand(party.bea());
        party.hand(party.cid());
        party.hand(party.dan());
        assertThat(party.eve().get(party.at("/lifts")).body().path("items")).isEmpty();
        party.ann()
                .put(
                        party.at("/queue/") + party.dan().identity() + "/lift",
                        "{\"reason\": \"an old friend\"}")
                .fine();
        var lift = party.eve().get(party.at("/lifts")).fine().body().at("/items/0");
        assertThat(lift.at("/by/id").asString()).isEqualTo(party.ann().identity());
        assertThat(lift.at("/person/id").asString()).isEqualTo(party.dan().identity());
        assertThat(lift.path("reason").asString()).isEqualTo("an old friend");
        assertThat(HOUSE.guest().get(party.at("/lifts")).body().path("items")).hasSize(1);
        assertThat(told(party).path("count").asInt()).isOne();
        var objection = party.at("/lifts/") + lift.path("id").asString() + "/objection";
        assertThat(party.ann().put(objection, "").slug()).isEqualTo("own-lift");
        assertThat(HOUSE.guest().put(objection, "").slug()).isEqualTo("not-signed-in");
        assertThat(HOUSE.member("ovr_far").put(objection, "").slug()).isEqualTo("not-in-room");
        for (var who : List.of(party.bea(), party.cid(), party.eve(), party.eve())) {
            who.put(objection, "").fine();
        }
        var seen = party.cid().get(party.at("/lifts")).body().at("/items/0");
        assertThat(seen.path("objections").asInt()).as("bea and cid are one branch").isEqualTo(2);
        assertThat(seen.path("mine").asBoolean()).isTrue();
        assertThat(seen.path("reported").asBoolean()).isFalse();
        assertThat(reports(operator)).isEmpty();
        party.dan().put(objection, "").fine();
        party.eve().delete(objection).fine();
        party.eve().put(objection, "").fine();
        assertThat(reports(operator)).hasSize(1);
        var report = reports(operator).getFirst();
        assertThat(report.at("/about/account/id").asString()).isEqualTo(party.ann().identity());
        assertThat(report.at("/about/room/id").asString()).isEqualTo(party.room().toString());
        assertThat(report.path("note").asString()).isEqualTo("an old friend");
        assertThat(report.has("by")).as("nobody in particular").isFalse();
        operator.post(
                        "/api/admin/reports/" + report.path("id").asString() + "/decision",
                        "{\"decision\": \"dismiss\", \"reason\": \"dan was ill\"}")
                .fine();
        var after = party.eve().get(party.at("/lifts")).body().at("/items/0");
        assertThat(after.path("reported").asBoolean()).isTrue();
        assertThat(after.path("objections").asInt()).isEqualTo(3);
        assertThat(operator.post("/api/reports", liftReport(party)).text("/field"))
                .as("nobody makes such a report alone")
                .isEqualTo("kind");
        HOUSE.database()
                .run(
                        tx -> {
                            var kept = new ObjectionBelongings();
                            assertThat(kept.export(tx, party.eve().id()).toString())
                                    .contains(party.room().toString());
                            kept.erase(tx, party.eve().id());
                            kept.erase(tx, party.ann().id());
                        });
        var erased = party.bea().get(party.at("/lifts")).body().at("/items/0");
        assertThat(erased.path("objections").asInt()).isEqualTo(2);
        assertThat(erased.path("reason").asString()).isEmpty();
    }

    private static String liftReport(Party party) {
        return """
               {"about": {"roomId": "%s"}, "kind": "lift", "note": ""}
               """
                .formatted(party.room());
    }

    /** What whoever follows the room's channel was told of its exceptions last. */
    private static JsonNode told(Party party) {
        HOUSE.settle();
        return HOUSE.events().stream()
                .filter(event -> event.channel().equals("room:" + party.room()))
                .map(event -> event.patch().path("lifts"))
                .filter(JsonNode::isObject)
                .toList()
                .getLast();
    }
}
