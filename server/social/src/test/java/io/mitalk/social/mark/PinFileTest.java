package io.mitalk.social.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.social.room.Caller;
import io.mitalk.social.room.Party;
import io.mitalk.social.room.RoomHouse;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Files as evidence, over HTTP. */
final class PinFileTest {

    private static final RoomHouse HOUSE = new RoomHouse();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @AfterAll
    static void close() {
        CLIENT.close();
        HOUSE.close();
    }

    private static byte[] pdf(int bytes) {
        byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        byte[] tail = "\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[bytes];
        System.arraycopy(head, 0, file, 0, head.length);
        System.arraycopy(tail, 0, file, bytes - tail.length, tail.length);
        return file;
    }

    private static Caller.Said pin(Party party, Caller who, String name, byte[] file) {
        String called = URLEncoder.encode(name, StandardCharsets.UTF_8);
        return who.send("POST", party.at("/pins/file?name=" + called), file);
    }

    private static HttpResponse<byte[]> save(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(HOUSE.uri().resolve(url)).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    @DisplayName(
            "[P8] a file is pinned to its second by the stage alone, seen at once, and stands in the minutes")
    void pinned() {
        var party = Party.of(HOUSE, "file");
        HOUSE.clock().advance(Duration.ofSeconds(42));
        assertThat(pin(party, party.dan(), "a.pdf", pdf(100)).slug()).isEqualTo("not-on-stage");
        var pin = pin(party, party.bea(), "../数据 2026.pdf", pdf(1_000)).fine();
        assertThat(pin.status()).isEqualTo(201);
        assertThat(pin.body().path("second").asInt()).isEqualTo(42);
        assertThat(pin.text("/kind")).isEqualTo("file");
        assertThat(pin.text("/text")).isEqualTo("数据 2026.pdf");
        assertThat(pin.text("/file/type")).isEqualTo("application/pdf");
        assertThat(pin.body().at("/file/bytes").asInt()).isEqualTo(1_000);
        HOUSE.settle();
        assertThat(HOUSE.events())
                .anySatisfy(
                        event ->
                                assertThat(
                                                event.patch()
                                                        .at("/marks/pins/" + pin.text("/id"))
                                                        .path("url")
                                                        .asString(""))
                                        .isEqualTo(pin.text("/url")));
        party.end();
        assertThat(party.eve().text(party.at("/minutes.md")))
                .contains("[数据 2026.pdf](<https://mi.example" + pin.text("/url") + ">)", "[0:42](");
        assertThat(pin(party, party.bea(), "b.pdf", pdf(100)).slug()).isEqualTo("room-ended");
    }

    @Test
    @DisplayName("[S24] a file is saved and never shown, by whoever may see the room")
    void saved() throws Exception {
        var party = Party.of(HOUSE, "save");
        var pin = pin(party, party.ann(), "表 \"a\".csv", "a,b\n".getBytes(StandardCharsets.UTF_8));
        var answer = save(pin.fine().text("/url"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("a,b\n");
        assertThat(header(answer, "content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(header(answer, "content-disposition"))
                .isEqualTo(
                        "attachment; filename=\"_ _a_.csv\";"
                                + " filename*=UTF-8''%E8%A1%A8%20%22a%22.csv");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "content-security-policy"))
                .isEqualTo("default-src 'none'; sandbox");
        assertThat(save(party.at("/pins/" + party.room() + "/file")).statusCode()).isEqualTo(404);

        var host = HOUSE.member("save_host");
        var hidden = HOUSE.room(host, "private");
        assertThat(save("/api/rooms/" + hidden + "/pins/" + pin.id() + "/file").statusCode())
                .isEqualTo(404);
        party.ann().delete(party.at("/pins/" + pin.id())).fine();
        assertThat(save(pin.text("/url")).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName(
            "[S24] files are bounded: one by one, and all of a room together; what is no file of ours is refused")
    void bounded() {
        var party = Party.of(HOUSE, "full");
        int most = 5 << 20;
        assertThat(pin(party, party.ann(), "a.pdf", pdf(most + 1)).slug()).isEqualTo("too-large");
        byte[] page = "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        assertThat(pin(party, party.ann(), "a.pdf", page).slug()).isEqualTo("pin-file-invalid");
        for (int i = 0; i < 10; i++) {
            pin(party, party.ann(), "a.pdf", pdf(most)).fine();
        }
        assertThat(pin(party, party.ann(), "a.pdf", pdf(100)).slug()).isEqualTo("pin-files-full");
    }

    @Test
    @DisplayName(
            "files go some time after their room, and what they were called stays in the minutes")
    void kept() throws Exception {
        var party = Party.of(HOUSE, "keep");
        var pin = pin(party, party.ann(), "a.pdf", pdf(500)).fine();
        party.end();
        HOUSE.pass(Duration.ofDays(89));
        assertThat(save(pin.text("/url")).statusCode()).isEqualTo(200);
        HOUSE.pass(Duration.ofDays(2));
        assertThat(save(pin.text("/url")).statusCode()).isEqualTo(410);
        var line = party.ann().get(party.at("/minutes")).fine().body().at("/pins/0");
        assertThat(line.at("/pin/text").asString()).isEqualTo("a.pdf");
        assertThat(line.at("/pin/url").isMissingNode()).isTrue();
        assertThat(line.path("evidence").isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("[S31] a member takes pinned files along, and they go with the account")
    void belongings() throws Exception {
        var party = Party.of(HOUSE, "own");
        var pin = pin(party, party.bea(), "mine.pdf", pdf(500)).fine();
        var belongings = new MarkBelongings();
        var database = HOUSE.database();
        var left = database.read(tx -> belongings.export(tx, party.bea().id()));
        assertThat(left)
                .anyMatch(one -> one.what().equals("pin") && one.text().contains("mine.pdf"));
        database.run(tx -> belongings.erase(tx, party.bea().id()));
        assertThat(save(pin.text("/url")).statusCode()).isEqualTo(404);
    }
}
