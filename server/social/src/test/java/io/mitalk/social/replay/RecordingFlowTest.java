package io.mitalk.social.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.realtime.ChannelEvent;
import io.mitalk.social.room.Caller;
import io.mitalk.social.room.Party;
import io.mitalk.social.room.RoomHouse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Recordings over HTTP, in a room whose time the test moves; what is written is said by the test. */
final class RecordingFlowTest {

    private static final RoomHouse HOUSE = new RoomHouse();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Uuid7 IDS = new Uuid7(HOUSE.clock(), Randomness.secure());

    @AfterAll
    static void close() {
        CLIENT.close();
        HOUSE.close();
    }

    private static Party recorded(String name) {
        var party = Party.of(HOUSE, name);
        party.ann().put(party.at("/recording"), "{\"on\": true}").fine();
        return party;
    }

    private static Caller.Said say(Party party, Caller who, boolean agree) {
        return who.put(party.at("/recording/consent"), "{\"agree\": " + agree + "}");
    }

    private static boolean tapped(Party party, Caller who) {
        return tapped(party.room(), who);
    }

    private static boolean tapped(UUID room, Caller who) {
        return tapped(room, who.identity());
    }

    private static boolean tapped(UUID room, String identity) {
        HOUSE.settle();
        var plan = Objects.requireNonNull(HOUSE.stage().plan(room));
        var seat = plan.seats().get(identity);
        return seat != null && seat.recorded();
    }

    /** A voice that is heard now, and whose file has so many bytes. */
    private static UUID voice(Party party, Caller who, int bytes) {
        var track = IDS.next();
        HOUSE.recorder().begin(track, party.room(), who.id(), HOUSE.clock().instant());
        HOUSE.recorder().end(track, sound(track, bytes));
        return track;
    }

    /** No two voices are the same. */
    private static byte[] sound(UUID track, int bytes) {
        var sound = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            sound[i] = (byte) ((track.hashCode() >> (i % 4 * 8)) ^ i);
        }
        return sound;
    }

    private static JsonNode recording(Party party) {
        return HOUSE.guest().get(party.at("/recording")).fine().body();
    }

    private static JsonNode awaitTracks(Party party, int count) {
        await().until(() -> recording(party).path("tracks").size() == count);
        return recording(party).path("tracks");
    }

    private static HttpResponse<byte[]> play(JsonNode track, String range) throws Exception {
        return play(track.path("url").asString(), range);
    }

    private static HttpResponse<byte[]> play(String url, String range)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(HOUSE.uri().resolve(url));
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonNode part(Party party) {
        HOUSE.settle();
        return HOUSE.events().stream()
                .filter(event -> event.channel().equals("room:" + party.room()))
                .map(ChannelEvent::patch)
                .filter(patch -> patch.has("recording"))
                .reduce((_, last) -> last)
                .orElseThrow()
                .path("recording");
    }

    @Test
    @DisplayName(
            "[P11] only who said yes is recorded, from then on, and everybody sees that it runs")
    void consent() {
        var party = recorded("consent");
        assertThat(tapped(party, party.ann())).as("whoever switches it on agrees").isTrue();
        assertThat(part(party).path("on").asBoolean()).isTrue();
        assertThat(tapped(party, party.bea())).as("nobody asked bea").isFalse();
        say(party, party.bea(), true).fine();
        assertThat(part(party).path("answers").path(party.bea().identity()).asBoolean()).isTrue();
        assertThat(tapped(party, party.bea())).isTrue();
        say(party, party.bea(), false).fine();
        assertThat(tapped(party, party.bea())).isFalse();
        party.ann().put(party.at("/recording"), "{\"on\": false}").fine();
        assertThat(tapped(party, party.ann())).isFalse();
    }

    @Test
    @DisplayName(
            "[P11] a guest whom a pass put on the stage says yes or no too, also when the room is over")
    void guest() {
        var party = recorded("guest");
        var code = party.ann().post(party.at("/passes"), "").fine().text("/code");
        var guest = HOUSE.guest();
        guest.post("/api/passes/use", "{\"code\": \"" + code + "\", \"name\": \"Lei Jun\"}").fine();
        var identity = HOUSE.enter(guest, party.room());
        assertThat(say(party, HOUSE.guest(), true).slug()).isEqualTo("not-signed-in");
        assertThat(tapped(party.room(), identity)).isFalse();
        say(party, guest, true).fine();
        assertThat(tapped(party.room(), identity)).isTrue();
        assertThat(part(party).path("answers").path(identity).asBoolean()).isTrue();

        var track = IDS.next();
        HOUSE.recorder()
                .begin(track, party.room(), UUID.fromString(identity), HOUSE.clock().instant());
        HOUSE.recorder().end(track, sound(track, 5_000));
        assertThat(awaitTracks(party, 1).path(0).path("speaker").path("displayName").asString())
                .isEqualTo("Lei Jun");
        party.end();
        assertThat(guest.get(party.at("/recording")).body().path("agreed").asBoolean()).isTrue();
        say(party, guest, false).fine();
        assertThat(recording(party).path("tracks")).isEmpty();
    }

    @Test
    @DisplayName("nothing is recorded backstage, nor by who does not hold the handles")
    void notBefore() {
        var host = HOUSE.member("backstage_host");
        var room = HOUSE.room(host, "public");
        HOUSE.enter(host, room);
        host.put("/api/rooms/" + room + "/recording", "{\"on\": true}").fine();
        assertThat(tapped(room, host)).isFalse();
        host.post("/api/rooms/" + room + "/live", "").fine();
        assertThat(tapped(room, host)).isTrue();

        var party = Party.of(HOUSE, "handles");
        assertThat(party.bea().put(party.at("/recording"), "{\"on\": true}").slug())
                .isEqualTo("not-moderator");
        assertThat(say(party, party.bea(), true).slug()).isEqualTo("not-recorded");
        assertThat(recording(party).path("state").asString()).isEqualTo("none");
    }

    @Test
    @DisplayName(
            "[P5] a voice is listed at its second of the room and plays from any byte, also after the end")
    void plays() throws Exception {
        var party = recorded("plays");
        HOUSE.clock().advance(Duration.ofSeconds(90));
        voice(party, party.ann(), 300_000);
        party.end();
        var track = awaitTracks(party, 1).path(0);
        assertThat(track.path("second").asDouble()).isEqualTo(90);
        assertThat(track.path("seconds").asDouble()).isEqualTo(300_000);
        assertThat(track.path("speaker").path("id").asString()).isEqualTo(party.ann().identity());
        assertThat(recording(party).path("ready").asBoolean()).isTrue();

        var whole = play(track, "");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("content-type")).contains("audio/ogg");
        assertThat(whole.headers().firstValue("accept-ranges")).contains("bytes");
        assertThat(whole.body()).hasSize(300_000);
        var rest = play(track, "bytes=1000-");
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.headers().firstValue("content-range")).contains("bytes 1000-299999/300000");
        assertThat(rest.body()).hasSize(299_000).startsWith(whole.body()[1000]);
        assertThat(play(track, "bytes=300000-").statusCode()).isEqualTo(416);
    }

    @Test
    @DisplayName("[P11] who takes it back is deleted, file and all, and the old address says so")
    void withdrawn() throws Exception {
        var party = recorded("withdrawn");
        say(party, party.bea(), true).fine();
        voice(party, party.bea(), 5_000);
        HOUSE.clock().advanceMs(1_000);
        voice(party, party.ann(), 5_000);
        var open = IDS.next();
        HOUSE.recorder().begin(open, party.room(), party.bea().id(), HOUSE.clock().instant());
        var tracks = awaitTracks(party, 2);
        var url = tracks.path(0).path("url").asString();
        party.end();
        say(party, party.bea(), false).fine();

        assertThat(awaitTracks(party, 1).path(0).path("speaker").path("id").asString())
                .isEqualTo(party.ann().identity());
        var gone = play(url, "");
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(new String(gone.body(), StandardCharsets.UTF_8)).contains("recording-gone");
        HOUSE.recorder().end(open, sound(open, 5_000));
        await().until(() -> HOUSE.recorder().waiting().isEmpty());
        assertThat(recording(party).path("tracks").size()).as("what came later goes too").isOne();
        assertThat(logged(party)).isEqualTo(1);
        assertThat(say(party, party.eve(), false).slug()).isEqualTo("room-ended");
    }

    private static int logged(Party party) {
        return HOUSE.database()
                .read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                """
                                                select count(*) from room_log
                                                where room = :room and act = 'recording-withdrawn'
                                                """)
                                        .bind("room", party.room())
                                        .mapTo(Integer.class)
                                        .one());
    }

    @Test
    @DisplayName("[P5] what a killed server left is kept at the next start")
    void killed() throws Exception {
        try (var house = new RoomHouse()) {
            var party = Party.of(house, "killed");
            party.ann().put(party.at("/recording"), "{\"on\": true}").fine();
            var track = IDS.next();
            house.recorder().begin(track, party.room(), party.ann().id(), house.clock().instant());
            var orphan = IDS.next();
            await().until(
                            () ->
                                    !party.ann()
                                            .get(party.at("/recording"))
                                            .body()
                                            .path("ready")
                                            .asBoolean());
            house.kill();
            house.recorder().leave(track, sound(track, 2_000));
            house.recorder().leave(orphan, sound(orphan, 2_000));
            house.startAgain();
            var again = house.member("killed_ann");
            var kept = again.get(party.at("/recording")).fine().body();
            assertThat(kept.path("ready").asBoolean()).isTrue();
            assertThat(kept.path("tracks").size()).isOne();
            assertThat(house.recorder().waiting()).isEmpty();
        }
    }

    @Test
    @DisplayName("a full disk ends the recording and is told to operators, and the room goes on")
    void full() {
        var party = recorded("full");
        makeOperator(party.dan());
        voice(party, party.ann(), 1_000);
        awaitTracks(party, 1);
        HOUSE.recorder().stop();
        await().until(() -> recording(party).path("state").asString().equals("full"));
        assertThat(part(party).path("full").asBoolean()).isTrue();
        assertThat(tapped(party, party.ann())).isFalse();
        assertThat(party.heard(party.ann())).isTrue();
        assertThat(told(party.dan())).containsExactly("A room");
        assertThat(told(party.eve())).isEmpty();
        party.ann().put(party.at("/recording"), "{\"on\": true}").fine();
        assertThat(tapped(party, party.ann())).isTrue();
        HOUSE.recorder().stop();
        await().until(() -> recording(party).path("state").asString().equals("full"));
        assertThat(told(party.dan())).as("of one room once").containsExactly("A room");
    }

    private static void makeOperator(Caller who) {
        HOUSE.database()
                .run(
                        tx ->
                                tx.handle()
                                        .createUpdate(
                                                "update account_account set operator = true where id = :id")
                                        .bind("id", who.id())
                                        .execute());
    }

    /** The rooms of which somebody has a notice that their recording stopped. */
    private static List<String> told(Caller who) {
        return HOUSE.database()
                .read(
                        tx ->
                                tx.handle()
                                        .createQuery(
                                                """
                                                select data ->> 'title' from notify_notice
                                                where account = :id and kind = 'recording-stopped'
                                                """)
                                        .bind("id", who.id())
                                        .mapTo(String.class)
                                        .list());
    }

    @Test
    @DisplayName("recordings go when their time is over")
    void expired() throws Exception {
        var party = recorded("expired");
        voice(party, party.ann(), 1_000);
        var url = awaitTracks(party, 1).path(0).path("url").asString();
        party.end();
        HOUSE.pass(Duration.ofDays(91));
        assertThat(recording(party).path("state").asString()).isEqualTo("expired");
        assertThat(recording(party).path("tracks").size()).isZero();
        assertThat(play(url, "").statusCode()).isEqualTo(410);
    }
}
