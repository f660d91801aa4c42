package io.mitalk.social.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.json.Json;
import io.mitalk.social.room.Caller;
import io.mitalk.social.room.Party;
import io.mitalk.social.room.RoomHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Questions over HTTP, in a room whose time the test moves. */
final class QuestionFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static UUID ask(Party party, Caller who, String text, boolean nameless) {
        HOUSE.clock().advanceMs(1_000);
        var body = Json.write(Map.of("text", text, "nameless", nameless));
        return who.post(party.at("/questions"), body).fine().id();
    }

    private static Caller.Said vote(Party party, Caller who, UUID question) {
        return who.put(party.at("/questions/") + question + "/vote", "");
    }

    private static Caller.Said begin(Party party, UUID question, Caller answerer) {
        return party.ann()
                .put(
                        party.at("/questions/") + question + "/answer",
                        Json.write(Map.of("accountId", answerer.id())));
    }

    private static Caller.Said end(Party party, UUID question, boolean answered) {
        return party.ann()
                .delete(
                        party.at("/questions/") + question + "/answer",
                        Json.write(Map.of("answered", answered)));
    }

    private static List<JsonNode> waiting(Party party, Caller who) {
        return who.get(party.at("/questions")).fine().body().path("items").valueStream().toList();
    }

    private static JsonNode ledger(Party party, Caller who) {
        return who.get(party.at("/answers")).fine().body();
    }

    /** The newest word of the room's channel on questions. */
    private static JsonNode told(Party party) {
        return Told.newest(HOUSE, party, "questions");
    }

    @Test
    @DisplayName(
            "[P5] a person has one vote on a question, and none on an own one; the most wanted comes first")
    void votes() {
        var party = Party.of(HOUSE, "p5v");
        var first = ask(party, party.dan(), "What does it  cost?", false);
        var second = ask(party, party.eve(), "Who decides?", false);
        assertThat(vote(party, party.bea(), second).status()).isEqualTo(204);
        assertThat(vote(party, party.bea(), second).status()).isEqualTo(204);
        assertThat(vote(party, party.cid(), second).status()).isEqualTo(204);
        assertThat(vote(party, party.cid(), first).status()).isEqualTo(204);
        assertThat(vote(party, party.dan(), first).slug()).isEqualTo("own-question");
        var seen = waiting(party, party.cid());
        assertThat(seen)
                .extracting(one -> one.path("id").asString())
                .containsExactly(second.toString(), first.toString());
        assertThat(seen).extracting(one -> one.path("votes").asInt()).containsExactly(2, 1);
        assertThat(seen)
                .allMatch(one -> one.path("voted").asBoolean() && !one.path("mine").asBoolean());
        assertThat(seen.getLast().path("text").asString()).isEqualTo("What does it cost?");
        party.cid().delete(party.at("/questions/") + second + "/vote").fine();
        assertThat(waiting(party, party.dan()))
                .extracting(one -> one.path("votes").asInt())
                .containsExactly(1, 1);
        assertThat(HOUSE.guest().get(party.at("/questions")).status()).isEqualTo(200);
        assertThat(HOUSE.guest().put(party.at("/questions/") + second + "/vote", "").slug())
                .isEqualTo("not-signed-in");
    }

    @Test
    @DisplayName(
            "votes of people whom one member let in have one weight when they come within a minute")
    void branches() {
        var party = Party.of(HOUSE, "p5b");
        HOUSE.letIn(party.ann(), party.bea());
        HOUSE.letIn(party.bea(), party.cid());
        HOUSE.letIn(party.bea(), party.dan());
        var question = ask(party, party.eve(), "Is this fair?", false);
        for (var who : List.of(party.bea(), party.cid(), party.ann())) {
            vote(party, who, question).fine();
        }
        var seen = waiting(party, party.eve()).getFirst();
        assertThat(seen.path("votes").asInt()).isEqualTo(3);
        assertThat(seen.path("weight").asInt()).as("bea and cid are of one branch").isEqualTo(2);
        HOUSE.clock().advanceMs(60_000);
        vote(party, party.dan(), question).fine();
        assertThat(waiting(party, party.eve()).getFirst().path("weight").asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("[P5] the votes on the question of who raises a hand bring them forward")
    void queue() {
        var party = Party.of(HOUSE, "p5q");
        party.mode("balanced");
        party.hand(party.bea());
        party.hand(party.cid());
        party.hand(party.dan());
        assertThat(party.queue())
                .containsExactly(
                        party.bea().identity(), party.cid().identity(), party.dan().identity());
        var question = ask(party, party.dan(), "Why now?", false);
        for (var who : List.of(party.ann(), party.eve(), party.bea())) {
            vote(party, who, question).fine();
        }
        assertThat(party.queue())
                .containsExactly(
                        party.bea().identity(), party.dan().identity(), party.cid().identity());
        var row = party.ann().get(party.at("/queue")).body().at("/items/1/terms/votes");
        assertThat(row.asDouble()).isEqualTo(3.0, Offset.offset(0.01));
    }

    @Test
    @DisplayName(
            "[P5] the ledger names who answered what from which second to which, and how much of the votes that served")
    void ledger() {
        var party = Party.of(HOUSE, "p5l");
        var first = ask(party, party.dan(), "What does it cost?", false);
        var second = ask(party, party.eve(), "Who decides?", false);
        var third = ask(party, party.eve(), "And then?", false);
        for (var who : List.of(party.bea(), party.cid(), party.eve())) {
            vote(party, who, first).fine();
        }
        vote(party, party.dan(), second).fine();
        HOUSE.clock().advanceMs(27_000);
        assertThat(party.dan().put(party.at("/questions/") + first + "/answer", "{}").slug())
                .isEqualTo("not-moderator");
        assertThat(begin(party, first, party.dan()).slug()).isEqualTo("answerer-not-on-stage");
        begin(party, first, party.bea()).fine();
        var running = told(party).at("/items/" + first);
        assertThat(running.path("state").asString()).isEqualTo("answering");
        assertThat(running.at("/answering/by/id").asString()).isEqualTo(party.bea().identity());
        HOUSE.clock().advanceMs(20_000);
        begin(party, second, party.ann()).fine();
        assertThat(told(party).at("/items/" + first).isNull())
                .as("the one before is over")
                .isTrue();
        HOUSE.clock().advanceMs(5_000);
        end(party, second, true).fine();
        assertThat(told(party).path("answered").asInt()).isEqualTo(2);
        begin(party, third, party.ann()).fine();
        end(party, third, false).fine();
        assertThat(told(party).at("/items/" + third + "/state").asString()).isEqualTo("open");
        assertThat(told(party).at("/items/" + third + "/answering").isNull()).isTrue();
        var ledger = ledger(party, party.dan());
        assertThat(ledger.path("coverage").asDouble()).isEqualTo(1.0);
        assertThat(ledger.path("items")).hasSize(3);
        var answer = ledger.at("/items/0/answers/0");
        assertThat(ledger.at("/items/0/question/id").asString()).isEqualTo(first.toString());
        assertThat(answer.at("/by/id").asString()).isEqualTo(party.bea().identity());
        assertThat(answer.path("from").asDouble()).isEqualTo(30.0, Offset.offset(0.001));
        assertThat(answer.path("to").asDouble()).isEqualTo(50.0, Offset.offset(0.001));
        assertThat(ledger.at("/items/1/answers/0/to").asDouble())
                .isEqualTo(55.0, Offset.offset(0.001));
        assertThat(ledger.at("/items/2/answers").isEmpty()).isTrue();
        vote(party, party.bea(), third).fine();
        assertThat(ledger(party, party.dan()).path("coverage").asDouble()).isEqualTo(0.8);
        party.end();
        assertThat(ledger(party, HOUSE.guest()).at("/items/0/answers/0/from").asDouble())
                .isEqualTo(30.0);
    }

    @Test
    @DisplayName("who asks without a name is known to the hosts alone")
    void nameless() {
        var party = Party.of(HOUSE, "p5n");
        var question = ask(party, party.dan(), "May I ask something stupid?", true);
        var told = told(party).at("/items/" + question);
        assertThat(told.path("nameless").asBoolean()).isTrue();
        assertThat(told.toString()).doesNotContain(party.dan().identity());
        for (var who : List.of(party.bea(), party.eve(), HOUSE.guest())) {
            assertThat(who.get(party.at("/questions")).body().toString())
                    .doesNotContain(party.dan().identity());
            assertThat(ledger(party, who).toString()).doesNotContain(party.dan().identity());
        }
        assertThat(waiting(party, party.ann()).getFirst().at("/by/id").asString())
                .isEqualTo(party.dan().identity());
        assertThat(waiting(party, party.dan()).getFirst().path("mine").asBoolean()).isTrue();
        party.mode("balanced");
        party.hand(party.bea());
        party.hand(party.cid());
        party.hand(party.dan());
        vote(party, party.eve(), question).fine();
        assertThat(party.ann().get(party.at("/queue")).body().at("/items/2/terms/votes").asDouble())
                .as("votes on a nameless question would name its author")
                .isZero();
    }

    @Test
    @DisplayName("questions have bounds, and only who is there asks")
    void bounds() {
        var party = Party.of(HOUSE, "p5x");
        var first = ask(party, party.dan(), "One?", false);
        ask(party, party.dan(), "Two?", false);
        ask(party, party.dan(), "Three?", false);
        var body = Json.write(Map.of("text", "Four?", "nameless", false));
        assertThat(party.dan().post(party.at("/questions"), body).slug())
                .isEqualTo("too-many-questions");
        assertThat(party.bea().delete(party.at("/questions/") + first).slug())
                .isEqualTo("not-moderator");
        party.dan().delete(party.at("/questions/") + first).fine();
        assertThat(told(party).at("/items/" + first).isNull()).isTrue();
        assertThat(vote(party, party.eve(), first).slug()).isEqualTo("not-found");
        var second = ask(party, party.dan(), "Four?", false);
        party.ann().delete(party.at("/questions/") + second).fine();
        assertThat(ledger(party, party.ann()).path("asked").asInt()).isEqualTo(2);
        for (var text : List.of("", "  ", "x".repeat(281))) {
            assertThat(
                            party.eve()
                                    .post(
                                            party.at("/questions"),
                                            Json.write(Map.of("text", text, "nameless", false)))
                                    .slug())
                    .isEqualTo("question-invalid");
        }
        var outside = HOUSE.member("p5x_out");
        assertThat(outside.post(party.at("/questions"), body).slug()).isEqualTo("not-in-room");
        assertThat(vote(party, outside, second).slug()).isEqualTo("not-in-room");
        for (int i = 0; i < 3; i++) {
            party.cid().post(party.at("/questions"), body).fine();
        }
        HOUSE.clock().advanceMs(Duration.ofMinutes(1).toMillis());
        party.end();
        assertThat(party.eve().post(party.at("/questions"), body).slug()).isEqualTo("room-ended");
        assertThat(told(party).isNull()).as("nothing waits in a room that is over").isTrue();
    }

    @Test
    @DisplayName(
            "[P5] the most wanted of what nobody answered is left to the speakers, who record answers for a week")
    void left() {
        var party = Party.of(HOUSE, "p5w");
        var questions = new ArrayList<UUID>();
        for (var who : List.of(party.dan(), party.eve())) {
            for (int i = 0; i < 3; i++) {
                questions.add(ask(party, who, "Question " + i + "?", false));
            }
        }
        vote(party, party.bea(), questions.getLast()).fine();
        var answer = party.at("/questions/") + questions.getLast() + "/recording";
        assertThat(party.bea().send("PUT", answer, Told.recording()).slug())
                .as("while the room is open")
                .isEqualTo("question-closed");
        party.end();
        var ledger = ledger(party, party.bea());
        assertThat(ledger.path("items").valueStream().filter(line -> line.path("left").asBoolean()))
                .hasSize(5);
        assertThat(ledger.at("/items/0/question/id").asString())
                .isEqualTo(questions.getLast().toString());
        assertThat(ledger.at("/items/0/mayAnswer").asBoolean()).isTrue();
        assertThat(ledger.at("/items/5/mayAnswer").asBoolean()).as("the sixth").isFalse();
        assertThat(ledger(party, party.dan()).at("/items/0/mayAnswer").asBoolean()).isFalse();
        assertThat(notices(party.bea(), "questions-left")).hasSize(1);
        assertThat(notices(party.dan(), "questions-left")).isEmpty();
        assertThat(party.dan().send("PUT", answer, Told.recording()).slug())
                .isEqualTo("not-on-stage");
        assertThat(party.bea().send("PUT", answer, "noise".getBytes(UTF_8)).slug())
                .isEqualTo("question-invalid");
        HOUSE.clock().advanceMs(Duration.ofDays(6).toMillis());
        party.bea().send("PUT", answer, Told.recording()).fine();
        party.bea().send("PUT", answer, Told.recording()).fine();
        party.ann().send("PUT", answer, Told.recording()).fine();
        ledger = ledger(party, party.dan());
        assertThat(ledger.path("coverage").asDouble()).isEqualTo(1.0);
        assertThat(ledger.at("/items/0/answers")).hasSize(2);
        assertThat(ledger.at("/items/0/answers/0/voiceSeconds").asDouble()).isBetween(1.0, 5.0);
        var voice = ledger.at("/items/0/answers/0/voiceUrl").asString();
        assertThat(HOUSE.guest().get(voice).status()).isEqualTo(200);
        HOUSE.clock().advanceMs(Duration.ofDays(1).toMillis());
        assertThat(party.ann().send("PUT", answer, Told.recording()).slug())
                .isEqualTo("question-closed");
    }

    @Test
    @DisplayName("[LT2] who asked is told once, when the first answer exists")
    void told() {
        var party = Party.of(HOUSE, "lt2");
        var spoken = ask(party, party.dan(), "What does it cost?", false);
        var later = ask(party, party.eve(), "Who decides?", true);
        HOUSE.clock().advanceMs(8_000);
        begin(party, spoken, party.bea()).fine();
        assertThat(notices(party.dan(), "question-answered")).as("not before it is over").isEmpty();
        HOUSE.clock().advanceMs(5_000);
        end(party, spoken, true).fine();
        var told = notices(party.dan(), "question-answered");
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().path("t").asInt()).isEqualTo(10);
        party.end();
        for (var who : List.of(party.ann(), party.bea())) {
            who.send("PUT", party.at("/questions/") + later + "/recording", Told.recording())
                    .fine();
        }
        assertThat(notices(party.eve(), "question-answered")).hasSize(1);
        assertThat(notices(party.dan(), "question-answered")).hasSize(1);
    }

    @Test
    @DisplayName(
            "[P5] a question may be spoken, by its author's name, and is heard by who may see the room")
    void spoken() {
        var party = Party.of(HOUSE, "p5s");
        var asked =
                party.dan().send("POST", party.at("/questions/spoken"), Told.recording()).fine();
        var url = asked.text("/voiceUrl");
        assertThat(asked.body().path("voiceSeconds").asDouble()).isBetween(1.0, 5.0);
        assertThat(told(party).at("/items/" + asked.id() + "/by/id").asString())
                .isEqualTo(party.dan().identity());
        assertThat(HOUSE.guest().get(url).status()).isEqualTo(200);
        assertThat(
                        HOUSE.member("p5s_out")
                                .send("POST", party.at("/questions/spoken"), Told.recording())
                                .slug())
                .isEqualTo("not-in-room");
        party.dan().delete(party.at("/questions/") + asked.id()).fine();
        assertThat(party.ann().get(url).slug()).isEqualTo("not-found");
    }

    /** What the notices of this kind say. */
    private static List<JsonNode> notices(Caller who, String kind) {
        return HOUSE
                .database()
                .read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                "select data::text from notify_notice where account = :who"
                                                        + " and kind = :kind")
                                        .bind("who", who.id())
                                        .bind("kind", kind)
                                        .mapTo(String.class)
                                        .list())
                .stream()
                .map(data -> Json.mapper().readTree(data))
                .toList();
    }
}
