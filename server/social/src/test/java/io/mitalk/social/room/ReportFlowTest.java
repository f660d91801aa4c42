package io.mitalk.social.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How rooms used their time, over HTTP, with speech that the test makes. */
final class ReportFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    /** Somebody speaks for so many times five seconds. */
    private static void speaks(Party party, Caller who, int times) {
        for (int i = 0; i < times; i++) {
            HOUSE.clock().advance(Duration.ofSeconds(5));
            HOUSE.stage().speak(party.room(), who.identity(), 5_000);
        }
        HOUSE.settle();
    }

    private static void end(Party party) {
        party.ann().post(party.at("/end"), "{\"seconds\": 0}").fine();
        HOUSE.due();
    }

    private static JsonNode part(JsonNode report, String name) {
        return report.path("parts")
                .valueStream()
                .filter(part -> part.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "host and speakers read how the time was used, by speech that the media plane measured; listeners do not")
    void report() {
        var party = Party.of(HOUSE, "rep");
        party.mode("balanced");
        speaks(party, party.ann(), 72);
        speaks(party, party.bea(), 36);
        HOUSE.clock().advance(Duration.ofMinutes(1));
        end(party);
        var report = party.ann().get(party.at("/report")).fine().body();
        assertThat(report.path("enough").asBoolean()).isTrue();
        assertThat(report.path("seconds").asInt()).isEqualTo(600);
        assertThat(report.path("people").asInt()).isEqualTo(5);
        assertThat(part(report, "density").path("value").asDouble()).isCloseTo(0.9, within(0.01));
        assertThat(part(report, "balance").path("value").asDouble())
                .isCloseTo(0.918, within(0.005));
        assertThat(part(report, "overlap").path("value").asDouble()).isZero();
        assertThat(report.path("talk").valueStream().map(one -> one.path("seconds").asInt()))
                .containsExactlyInAnyOrder(360, 180);
        assertThat(report.path("index").asInt())
                .isEqualTo((int) Math.round(100 * (0.30 + 0.2 * 0.9183 + 0.1) / 0.6));
        assertThat(party.bea().get(party.at("/report")).status()).isEqualTo(200);
        assertThat(party.bea().text(party.at("/report.csv")).lines())
                .startsWith("kind,name,value,aim,points,most,seconds,planned_seconds,turns")
                .contains("room,,,,%d,100,600,,".formatted(report.path("index").asInt()))
                .contains("talk,The rep_ann,0.667,,,,360,,0", "talk,The rep_bea,0.333,,,,180,,0");
        for (var who : List.of(party.eve(), HOUSE.guest())) {
            assertThat(who.get(party.at("/report")).status()).isEqualTo(204);
            assertThat(who.get(party.at("/report.csv")).slug()).isEqualTo("report-private");
        }
    }

    @Test
    @DisplayName("when each one spoke is forgotten some time after the room; how long stays")
    void forgotten() {
        var party = Party.of(HOUSE, "fgt");
        party.mode("balanced");
        speaks(party, party.ann(), 90);
        speaks(party, party.bea(), 36);
        end(party);
        HOUSE.pass(Duration.ofDays(89));
        assertThat(speech(party)).isPositive();
        HOUSE.pass(Duration.ofDays(2));
        assertThat(speech(party)).isZero();
        var report = party.ann().get(party.at("/report")).fine().body();
        assertThat(report.path("parts").valueStream().map(one -> one.path("name").asString()))
                .as("what is not known any more is left out")
                .containsExactly("balance");
        assertThat(report.path("talk").valueStream().map(one -> one.path("seconds").asInt()))
                .containsExactlyInAnyOrder(450, 180);
    }

    private static int speech(Party party) {
        return HOUSE.database()
                .read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                "select count(*) from room_speech where room = :room")
                                        .bind("room", party.room())
                                        .mapTo(Integer.class)
                                        .one());
    }

    @Test
    @DisplayName("two voices at once are overlap; a lecture has no balance")
    void overlap() {
        var party = Party.of(HOUSE, "ovl");
        for (int i = 0; i < 120; i++) {
            HOUSE.clock().advance(Duration.ofSeconds(5));
            HOUSE.stage().speak(party.room(), party.ann().identity(), 5_000);
            if (i % 2 == 0) {
                HOUSE.stage().speak(party.room(), party.bea().identity(), 1_000);
            }
        }
        HOUSE.settle();
        end(party);
        var report = party.ann().get(party.at("/report")).fine().body();
        assertThat(part(report, "overlap").path("value").asDouble()).isCloseTo(0.1, within(0.005));
        assertThat(report.path("parts").valueStream().map(one -> one.path("name").asString()))
                .doesNotContain("balance", "agenda", "service");
    }

    @Test
    @DisplayName("under ten minutes or with less than three people there is no index")
    void tooLittle() {
        var party = Party.of(HOUSE, "lit");
        speaks(party, party.ann(), 60);
        var report = party.ann().get(party.at("/report")).fine().body();
        assertThat(report.path("enough").asBoolean()).isFalse();
        assertThat(report.has("index")).isFalse();
        assertThat(report.path("parts").isEmpty()).isTrue();
        var host = HOUSE.member("lit_host");
        var alone = HOUSE.room(host, "public");
        HOUSE.enter(host, alone);
        host.post("/api/rooms/" + alone + "/live", "").fine();
        HOUSE.clock().advance(Duration.ofMinutes(11));
        var lonely = host.get("/api/rooms/" + alone + "/report").fine().body();
        assertThat(lonely.path("enough").asBoolean()).isFalse();
    }
}
