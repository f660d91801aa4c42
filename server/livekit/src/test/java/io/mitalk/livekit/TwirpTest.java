package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.kit.json.Json;
import io.mitalk.livekit.room.RoomKey;
import io.mitalk.livekit.room.RoomPolicy;
import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.VideoGrant;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The server API as a program without any library sees it: JSON over HTTP. */
class TwirpTest {

    private static final String SERVICE = "/twirp/livekit.RoomService/";

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House();
    }

    @AfterEach
    void shut() {
        house.close();
    }

    @Test
    @DisplayName(
            "JSON may spell members either way, numbers as texts, and what nobody knows; the answer has every member")
    void json() throws Exception {
        var answer =
                call(
                        "CreateRoom",
                        grant(true, false, false, ""),
                        """
                        {"name": "tea", "emptyTimeout": 60, "departure_timeout": "7", "bogus": {"x": [1]},
                         "max_participants": 3.0, "metadata": null}""");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        Map<?, ?> room = Json.read(answer.body(), Map.class);
        assertThat(room.get("empty_timeout")).isEqualTo(60);
        assertThat(room.get("departure_timeout")).isEqualTo(7);
        assertThat(room.get("max_participants")).isEqualTo(3);
        assertThat(room.get("num_participants")).isEqualTo(0);
        assertThat(room.get("active_recording")).isEqualTo(false);
        assertThat(room.get("creation_time")).asString().matches("\\d{10}");
        assertThat(room.containsKey("version")).isTrue();
        assertThat(room.get("enabled_codecs"))
                .isEqualTo(List.of(Map.of("mime", "audio/opus", "fmtp_line", "")));
    }

    @Test
    @DisplayName("bytes, enums, maps and lists are understood in JSON")
    void shapes() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        ada.joined();
        var admin = grant(false, false, true, "r");
        var answer =
                call(
                        "UpdateParticipant",
                        admin,
                        """
                        {"room": "r", "identity": "ada", "attributes": {"k": "v"},
                         "permission": {"can_subscribe": true, "canPublishSources": ["MICROPHONE", 4]}}""");
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<?, ?> ofAda = Json.read(answer.body(), Map.class);
        assertThat(ofAda.get("attributes")).isEqualTo(Map.of("k", "v"));
        assertThat(ofAda.get("state")).isIn("JOINED", "ACTIVE");
        assertThat(
                        Objects.requireNonNull((Map<?, ?>) ofAda.get("permission"))
                                .get("can_publish_sources"))
                .isEqualTo(List.of("MICROPHONE", "SCREEN_SHARE_AUDIO"));
    }

    @Test
    @DisplayName(
            "without the grant for the call, or for this room, the answer is 401 and nothing happens")
    void grants() throws Exception {
        house.join("ada", VideoGrant.speaker("r")).joined();
        var nothing = grant(false, false, false, "r");
        var otherRoom = grant(false, false, true, "other");
        for (String method : List.of("CreateRoom", "DeleteRoom", "ListRooms")) {
            denied(call(method, grant(false, false, true, "r"), "{\"name\":\"r\",\"room\":\"r\"}"));
        }
        for (String method :
                List.of(
                        "ListParticipants",
                        "GetParticipant",
                        "RemoveParticipant",
                        "MutePublishedTrack",
                        "UpdateParticipant",
                        "UpdateSubscriptions",
                        "UpdateRoomMetadata")) {
            String body = "{\"room\":\"r\",\"identity\":\"ada\",\"muted\":true,\"metadata\":\"x\"}";
            denied(call(method, nothing, body));
            denied(call(method, otherRoom, body));
        }
        denied(Answers.post(house.port(), SERVICE + "ListRooms", "", "{}"));
        assertThat(Answers.post(house.port(), SERVICE + "ListRooms", "nonsense", "{}").statusCode())
                .isEqualTo(401);
        var listed = call("ListRooms", grant(false, true, false, ""), "{}");
        assertThat(listed.body()).contains("\"num_participants\":1", "\"metadata\":\"\"");
    }

    @Test
    @DisplayName("the application's own rooms do not exist for a program, whatever its token says")
    void realms() throws Exception {
        var ticket =
                Answers.post(
                        house.port(),
                        SERVICE + "ListRooms",
                        house.ticket("ada", "community"),
                        "{}");
        denied(ticket);
        house.livekit
                .govern(
                        new RoomKey(Realm.APPLICATION, "community"),
                        new RoomPolicy(true, Map.of(), Set.of(), 100))
                .join();
        house.enter("ada", "community").joined();
        assertThat(call("ListRooms", grant(false, true, false, ""), "{}").body())
                .isEqualTo("{\"rooms\":[]}");
        var admin = grant(true, false, true, "community");
        assertThat(call("ListParticipants", admin, "{\"room\":\"community\"}").body())
                .isEqualTo("{\"participants\":[]}");
        assertThat(call("DeleteRoom", admin, "{\"room\":\"community\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("what cannot be called or read is told by Twirp's own codes")
    void codes() throws Exception {
        var create = grant(true, false, false, "");
        error(call("CreateRoom", create, "{nonsense"), 400, "malformed", "could not be decoded");
        error(call("CreateRoom", create, "{\"name\":5}"), 400, "malformed", "json");
        error(call("CreateRoom", create, "{}"), 400, "invalid_argument", "no room name");
        error(
                call("CreateRoom", create, "{\"name\":\"" + "x".repeat(300) + "\"}"),
                400,
                "invalid_argument",
                "room name length exceeds limits");
        error(call("Bogus", create, "{}"), 404, "bad_route", "no handler for path");
        error(call("MoveParticipant", create, "{}"), 501, "unimplemented", "not served here");
        var admin = grant(false, false, true, "r");
        error(
                call("SendData", admin, "{\"room\":\"r\",\"nonce\":\"YQ==\"}"),
                400,
                "invalid_argument",
                "nonce should be 16-bytes");
        error(call("SendData", admin, "{\"room\":\"r\"}"), 404, "not_found", "does not exist");
        error(
                call("PerformRpc", admin, "{\"room\":\"r\",\"destination_identity\":\"eve\"}"),
                404,
                "not_found",
                "does not exist");
        error(
                call("GetParticipant", grant(false, false, true, "r"), "{\"room\":\"r\"}"),
                404,
                "not_found",
                "requested room does not exist");
        error(
                Answers.post(house.port(), "/twirp/livekit.Egress/ListEgress", "", "{}"),
                501,
                "unimplemented",
                "livekit.Egress");
        error(
                Answers.post(house.port(), "/twirp/livekit.Bogus/Bogus", "", "{}"),
                404,
                "bad_route",
                "livekit.Bogus");
        error(Answers.get(house.port(), SERVICE + "ListRooms"), 404, "bad_route", "only POST");
        var text =
                HttpRequest.newBuilder(Answers.at(house.port(), SERVICE + "ListRooms"))
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"));
        error(Answers.send(text), 404, "bad_route", "text/plain");
    }

    @Test
    @DisplayName("a page of another origin may call, with its token")
    void origins() throws Exception {
        var asked =
                Answers.send(
                        HttpRequest.newBuilder(Answers.at(house.port(), SERVICE + "ListRooms"))
                                .header("Origin", "https://elsewhere.example")
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(allowed -> assertThat(allowed).contains("Authorization"));
        var answer = call("ListRooms", grant(false, true, false, ""), "{}");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    }

    @Test
    @DisplayName("a request that is larger than it may be is refused unread")
    void large() throws Exception {
        var create = grant(true, false, false, "");
        var body = "{\"name\":\"r\",\"metadata\":\"" + "x".repeat(11 << 20) + "\"}";
        error(call("CreateRoom", create, body), 429, "resource_exhausted", "too large");
    }

    private static void denied(HttpResponse<String> answer) throws Exception {
        error(answer, 401, "unauthenticated", "permissions denied");
    }

    private static void error(HttpResponse<String> answer, int status, String code, String text)
            throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        Map<?, ?> body = Json.read(answer.body(), Map.class);
        assertThat(body.get("code")).isEqualTo(code);
        assertThat(body.get("msg")).asString().contains(text);
    }

    private HttpResponse<String> call(String method, VideoGrant grant, String body)
            throws Exception {
        return Answers.post(house.port(), SERVICE + method, house.token("program", grant), body);
    }

    private static VideoGrant grant(boolean create, boolean list, boolean admin, String room) {
        return new VideoGrant(
                room, false, create, list, admin, false, false, false, List.of(), false, false,
                false, false);
    }
}
