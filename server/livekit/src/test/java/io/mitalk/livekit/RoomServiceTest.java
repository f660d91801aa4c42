package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.livekit.server.RoomServiceClient;
import io.mitalk.livekit.client.WireClient;
import io.mitalk.livekit.token.VideoGrant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import livekit.LivekitModels;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantPermission;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.SignalResponse;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Response;

/** LiveKit's own client of the server API, over HTTP against a whole server. */
class RoomServiceTest {

    private House house;
    private OkHttpClient http;
    private RoomServiceClient client;

    @BeforeEach
    void open() throws Exception {
        house = new House();
        http = new OkHttpClient();
        client =
                RoomServiceClient.createClient(
                        "http://127.0.0.1:" + house.port(),
                        House.KEY.name(),
                        House.KEY.secret(),
                        () -> http);
    }

    @AfterEach
    void shut() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        house.close();
    }

    @Test
    @DisplayName(
            "a room is created on the caller's terms, once; the second call finds the first's room")
    void create() throws Exception {
        var room = done(client.createRoom("tea", 60, 3, null, "leaves", null, null, null, 7));
        assertThat(room.getSid()).startsWith("RM_");
        assertThat(room.getName()).isEqualTo("tea");
        assertThat(room.getEmptyTimeout()).isEqualTo(60);
        assertThat(room.getDepartureTimeout()).isEqualTo(7);
        assertThat(room.getMaxParticipants()).isEqualTo(3);
        assertThat(room.getMetadata()).isEqualTo("leaves");
        var again = done(client.createRoom("tea", 90, 2, null, "other"));
        assertThat(again).isEqualTo(room);
    }

    @Test
    @DisplayName(
            "rooms are listed, all or by name, until they are deleted, which ends them for everybody")
    void listAndDelete() throws Exception {
        done(client.createRoom("closed-1"));
        done(client.createRoom("closed-2"));
        assertThat(done(client.listRooms()).stream().map(LivekitModels.Room::getName))
                .containsExactlyInAnyOrder("closed-1", "closed-2");
        assertThat(done(client.listRooms(List.of("closed-2", "nowhere")))).hasSize(1);
        var ada = house.join("ada", VideoGrant.speaker("closed-1"));
        ada.joined();
        assertThat(client.deleteRoom("closed-1").execute().code()).isEqualTo(200);
        var leave = ada.await("leave", SignalResponse::hasLeave).getLeave();
        assertThat(leave.getReason()).isEqualTo(DisconnectReason.ROOM_DELETED);
        assertThat(leave.getAction()).isEqualTo(LeaveRequest.Action.DISCONNECT);
        assertThat(done(client.listRooms()).stream().map(LivekitModels.Room::getName))
                .containsExactly("closed-2");
        assertThat(client.deleteRoom("closed-1").execute().code()).isEqualTo(404);
    }

    @Test
    @DisplayName("the room's own limit of people holds, for its recorder it does not")
    void limit() throws Exception {
        done(client.createRoom("small", null, 1));
        house.join("ada", VideoGrant.speaker("small")).joined();
        assertThat(status(house, "ben", VideoGrant.speaker("small"))).isEqualTo(429);
        var recorder =
                new VideoGrant(
                        "small", true, false, false, false, false, true, false, List.of(), false,
                        true, true, false);
        house.join("recorder", recorder).joined();
        var room = done(client.listRooms(List.of("small"))).getFirst();
        assertThat(room.getActiveRecording()).isTrue();
        assertThat(room.getNumParticipants()).isOne();
    }

    @Test
    @DisplayName(
            "a room closes when its departure timeout is over, though its recorder is still there")
    void departed() throws Exception {
        done(client.createRoom("brief", 60, null, null, null, null, null, null, 1));
        var ada = house.join("ada", VideoGrant.speaker("brief"));
        ada.joined();
        var recorder =
                new VideoGrant(
                        "brief", true, false, false, false, false, true, false, List.of(), false,
                        true, true, false);
        var tape = house.join("tape", recorder);
        tape.joined();
        assertThat(client.removeParticipant("brief", "ada").execute().code()).isEqualTo(200);
        var leave = tape.await("leave", SignalResponse::hasLeave).getLeave();
        assertThat(leave.getReason()).isEqualTo(DisconnectReason.ROOM_CLOSED);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> names().isEmpty());
    }

    @Test
    @DisplayName(
            "the room's metadata comes with the join, and its change reaches everybody at once")
    void metadata() throws Exception {
        done(client.createRoom("r", null, null, null, "before"));
        var ada = house.join("ada", VideoGrant.speaker("r"));
        assertThat(ada.joined().getJoin().getRoom().getMetadata()).isEqualTo("before");
        assertThat(done(client.updateRoomMetadata("r", "after")).getMetadata()).isEqualTo("after");
        ada.await(
                "room update",
                m ->
                        m.hasRoomUpdate()
                                && m.getRoomUpdate().getRoom().getMetadata().equals("after"));
        assertThat(client.updateRoomMetadata("nowhere", "x").execute().code()).isEqualTo(404);
    }

    @Test
    @DisplayName(
            "participants are listed, found by identity, and removed, which their clients are told")
    void participants() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var ben = house.join("ben", VideoGrant.speaker("r"));
        ada.joined();
        ben.joined();
        assertThat(done(client.listParticipants("r")).stream().map(ParticipantInfo::getIdentity))
                .containsExactlyInAnyOrder("ada", "ben");
        var found = done(client.getParticipant("r", "ada"));
        assertThat(found.getSid()).isEqualTo(ada.sid());
        assertThat(found.getName()).isEqualTo("Name of ada");
        assertThat(client.getParticipant("r", "eve").execute().code()).isEqualTo(404);
        assertThat(done(client.listParticipants("nowhere"))).isEmpty();
        assertThat(client.removeParticipant("r", "ada").execute().code()).isEqualTo(200);
        assertThat(ada.await("leave", SignalResponse::hasLeave).getLeave().getReason())
                .isEqualTo(DisconnectReason.PARTICIPANT_REMOVED);
        assertThat(client.removeParticipant("r", "ada").execute().code()).isEqualTo(404);
    }

    @Test
    @DisplayName("a participant's texts change for everybody; an attribute without a value goes")
    void describe() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        ada.joined();
        done(
                client.updateParticipant(
                        "r", "ada", "Ada L.", "meta", null, Map.of("a", "1", "b", "2")));
        var info = done(client.updateParticipant("r", "ada", null, null, null, Map.of("a", "")));
        assertThat(info.getName()).isEqualTo("Ada L.");
        assertThat(info.getMetadata()).isEqualTo("meta");
        assertThat(info.getAttributesMap()).containsExactly(Map.entry("b", "2"));
        ada.await(
                "update",
                m -> m.hasUpdate() && m.getUpdate().getParticipants(0).getName().equals("Ada L."));
        var tooLong = "x".repeat(600_000);
        assertThat(client.updateParticipant("r", "ada", null, tooLong).execute().code())
                .isEqualTo(400);
        assertThat(done(client.getParticipant("r", "ada")).getMetadata()).isEqualTo("meta");
    }

    @Test
    @DisplayName(
            "[S18] a permission that a program withdraws ends the track within 100 ms, whatever its client sends")
    void permission() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var ben = house.join("ben", VideoGrant.speaker("r"));
        speak(ada, ben);
        var permission =
                ParticipantPermission.newBuilder()
                        .setCanSubscribe(true)
                        .setCanPublishData(true)
                        .build();
        var info = done(client.updateParticipant("r", "ada", null, null, permission));
        assertThat(info.getPermission()).isEqualTo(permission);
        Thread.sleep(100);
        assertThat(ada.talkTo(ben, 20)).isZero();
        ada.await("unpublished", SignalResponse::hasTrackUnpublished);
    }

    @Test
    @DisplayName(
            "[S18] a program mutes a track for everybody, and may not open the microphone again")
    void mute() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var ben = house.join("ben", VideoGrant.speaker("r"));
        String track = speak(ada, ben);
        assertThat(done(client.mutePublishedTrack("r", "ada", track, true)).getMuted()).isTrue();
        assertThat(ada.talkTo(ben, 20)).isZero();
        assertThat(ada.await("mute", SignalResponse::hasMute).getMute().getMuted()).isTrue();
        assertThat(client.mutePublishedTrack("r", "ada", track, false).execute().code())
                .isEqualTo(412);
        assertThat(client.mutePublishedTrack("r", "ada", "TR_none", true).execute().code())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("a program takes a listener's subscription away and gives it back")
    void subscriptions() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var ben = house.join("ben", VideoGrant.speaker("r"));
        String track = speak(ada, ben);
        assertThat(client.updateSubscriptions("r", "ben", List.of(track), false).execute().code())
                .isEqualTo(200);
        assertThat(ada.talkTo(ben, 20)).isZero();
        assertThat(client.updateSubscriptions("r", "ben", List.of(track), true).execute().code())
                .isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> ada.talkTo(ben, 5) > 0);
    }

    @Test
    @DisplayName("what is not served says so, and another key's program is not heard at all")
    void refused() throws Exception {
        assertThat(client.forwardParticipant("r", "ada", "other").execute().code()).isEqualTo(501);
        assertThat(client.moveParticipant("r", "ada", "other").execute().code()).isEqualTo(501);
        var stranger =
                RoomServiceClient.createClient(
                        "http://127.0.0.1:" + house.port(),
                        House.KEY.name(),
                        "another secret that is long enough",
                        () -> http);
        assertThat(stranger.listRooms().execute().code()).isEqualTo(401);
    }

    private static String speak(WireClient from, WireClient to) throws Exception {
        from.joined();
        to.joined();
        String track = from.publish("cid");
        to.await("offer", m -> m.hasOffer() && m.getOffer().getSdp().contains(track));
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> from.talkTo(to, 3) > 0);
        return track;
    }

    private List<String> names() throws Exception {
        return done(client.listRooms()).stream().map(LivekitModels.Room::getName).toList();
    }

    private static <T> T done(Call<T> call) throws Exception {
        Response<T> response = call.execute();
        assertThat(response.code()).isEqualTo(200);
        return Objects.requireNonNull(response.body());
    }

    private static int status(House house, String identity, VideoGrant grant) throws Exception {
        return Answers.get(
                        house.port(), "/rtc/validate?access_token=" + house.token(identity, grant))
                .statusCode();
    }
}
