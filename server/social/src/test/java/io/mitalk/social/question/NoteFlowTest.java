package io.mitalk.social.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.json.Json;
import io.mitalk.social.room.Caller;
import io.mitalk.social.room.Party;
import io.mitalk.social.room.RoomHouse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Notes to the stage over HTTP. */
final class NoteFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();

    @AfterAll
    static void close() {
        HOUSE.close();
    }

    private static Caller.Said write(Party party, Caller who, String text) {
        return who.post(party.at("/notes"), Json.write(Map.of("text", text)));
    }

    private static JsonNode told(Party party) {
        return Told.newest(HOUSE, party, "notes");
    }

    @Test
    @DisplayName(
            "[DZ1] a listener's spoken note is heard by the hosts, and by everybody once a host played it on air")
    void spoken() {
        var party = Party.of(HOUSE, "dz1");
        var note = party.dan().send("POST", party.at("/notes/spoken"), Told.recording()).fine();
        var url = note.text("/voiceUrl");
        assertThat(told(party).path("waiting").asInt()).isEqualTo(1);
        assertThat(told(party).path("onAir").isNull()).isTrue();
        assertThat(party.ann().get(url).status()).isEqualTo(200);
        assertThat(party.eve().get(url).slug()).isEqualTo("not-found");
        assertThat(party.bea().get(party.at("/notes")).slug()).isEqualTo("not-moderator");
        assertThat(party.ann().get(party.at("/notes")).body().at("/items/0/by/id").asString())
                .isEqualTo(party.dan().identity());
        var air = party.at("/notes/") + note.id() + "/on-air";
        assertThat(party.bea().put(air, "").slug()).isEqualTo("not-moderator");
        party.ann().put(air, "").fine();
        assertThat(told(party).at("/onAir/id").asString()).isEqualTo(note.id().toString());
        assertThat(told(party).path("waiting").asInt()).isZero();
        assertThat(party.eve().get(url).status()).isEqualTo(200);
        HOUSE.pass(Duration.ofMillis((long) (1_000 * note.body().path("voiceSeconds").asDouble())));
        assertThat(told(party).path("onAir").isNull()).as("it lasts as long as it plays").isTrue();
        assertThat(party.eve().get(url).status()).as("and is kept").isEqualTo(200);
    }

    @Test
    @DisplayName(
            "[DZ1] a written note is shown for a while, or until the next one or a host's word")
    void written() {
        var party = Party.of(HOUSE, "dz1w");
        var first = write(party, party.dan(), "Louder, please").fine().id();
        var second = write(party, party.eve(), "Thank you").fine().id();
        party.ann().put(party.at("/notes/") + first + "/on-air", "").fine();
        assertThat(told(party).at("/onAir/text").asString()).isEqualTo("Louder, please");
        party.ann().put(party.at("/notes/") + second + "/on-air", "").fine();
        assertThat(told(party).at("/onAir/id").asString()).isEqualTo(second.toString());
        HOUSE.pass(Duration.ofSeconds(29));
        assertThat(told(party).at("/onAir/id").asString()).isEqualTo(second.toString());
        HOUSE.pass(Duration.ofSeconds(1));
        assertThat(told(party).path("onAir").isNull()).isTrue();
        party.ann().put(party.at("/notes/") + first + "/on-air", "").fine();
        party.ann().delete(party.at("/notes/on-air")).fine();
        assertThat(told(party).path("onAir").isNull()).isTrue();
    }

    @Test
    @DisplayName("notes have bounds, can be passed over, and end with the room")
    void bounds() {
        var party = Party.of(HOUSE, "dz1b");
        assertThat(write(party, HOUSE.member("dz1b_out"), "Hello").slug()).isEqualTo("not-in-room");
        assertThat(write(party, party.dan(), " ").slug()).isEqualTo("note-invalid");
        var first = write(party, party.dan(), "One").fine().id();
        write(party, party.dan(), "Two").fine();
        assertThat(write(party, party.dan(), "Three").slug()).isEqualTo("too-many-notes");
        party.ann().delete(party.at("/notes/") + first).fine();
        assertThat(told(party).path("waiting").asInt()).isEqualTo(1);
        assertThat(party.ann().put(party.at("/notes/") + first + "/on-air", "").slug())
                .isEqualTo("not-found");
        party.end();
        assertThat(told(party).isNull()).isTrue();
        assertThat(write(party, party.eve(), "Bye").slug()).isEqualTo("room-ended");
    }
}
