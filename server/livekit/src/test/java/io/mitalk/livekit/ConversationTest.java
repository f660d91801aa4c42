package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.livekit.client.WireClient;
import io.mitalk.livekit.room.ParticipantChange;
import io.mitalk.livekit.room.RoomKey;
import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.VideoGrant;
import io.mitalk.wire.sdp.Direction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.Ping;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.UpdateParticipantMetadata;
import livekit.LivekitRtc.UpdateSubscription;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients by hand against a whole server: signalling over WebSocket, sound over UDP. */
class ConversationTest {

    private static final RoomKey ROOM = new RoomKey(Realm.OPERATOR, "r");

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
            "a join carries what every client library needs, and the first offer holds the data section")
    void join() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var join = ada.joined().getJoin();
        assertThat(ada.inbox.getFirst().hasJoin()).isTrue();
        assertThat(join.getRoom().getSid()).startsWith("RM_");
        assertThat(join.getParticipant().getSid()).startsWith("PA_");
        assertThat(join.getParticipant().getPermission().getCanPublish()).isTrue();
        assertThat(join.getServerInfo().getVersion()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(join.getPingInterval()).isPositive();
        assertThat(join.getFastPublish()).isTrue();
        var eve = house.join("eve", VideoGrant.hiddenListener("r"));
        assertThat(eve.joined().getJoin().getFastPublish()).isFalse();
        var offer = ada.await("offer", SignalResponse::hasOffer).getOffer();
        assertThat(offer.getSdp()).contains("m=application", "a=ice-lite", "a=setup:actpass");
        ada.await(
                "active",
                m ->
                        m.hasUpdate()
                                && m.getUpdate().getParticipants(0).getState()
                                        == ParticipantInfo.State.ACTIVE);
        ada.await("token", SignalResponse::hasRefreshToken);
        ada.send(SignalRequest.newBuilder().setPingReq(Ping.newBuilder().setTimestamp(5)));
        assertThat(
                        ada.await("pong", SignalResponse::hasPongResp)
                                .getPongResp()
                                .getLastPingTimestamp())
                .isEqualTo(5);
    }

    @Test
    @DisplayName(
            "what one publishes another hears; the update comes before the offer, and the publisher is told")
    void heard() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var ben = house.join("ben", VideoGrant.speaker("r"));
        String track = speak(ada, ben);
        assertThat(ada.talkTo(ben, 20)).isGreaterThanOrEqualTo(19);
        int update =
                index(
                        ben,
                        m ->
                                m.hasUpdate()
                                        && m.getUpdate().getParticipantsList().stream()
                                                .anyMatch(
                                                        p ->
                                                                p.getTracksCount() == 1
                                                                        && p.getTracks(0)
                                                                                .getSid()
                                                                                .equals(track)));
        int offer =
                index(
                        ben,
                        m ->
                                m.hasOffer()
                                        && m.getOffer().getSdp().contains(ada.sid() + "|" + track));
        assertThat(update).isBetween(0, offer);
    }

    @Test
    @DisplayName("[S18] a muted track is silent for everybody, whatever its client goes on sending")
    void mute() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var ben = house.join("ben", VideoGrant.speaker("r"));
        String track = speak(ada, ben);
        ada.mute(track, true);
        ben.await(
                "muted",
                m ->
                        m.hasUpdate()
                                && m.getUpdate().getParticipantsList().stream()
                                        .anyMatch(
                                                p ->
                                                        p.getTracksCount() == 1
                                                                && p.getTracks(0).getMuted()));
        assertThat(ada.talkTo(ben, 20)).isZero();
        assertThat(house.livekit.muteTrack(ROOM, "ada", track, false).get(1, TimeUnit.SECONDS))
                .isTrue();
        assertThat(ada.talkTo(ben, 20)).isGreaterThanOrEqualTo(19);
    }

    @Test
    @DisplayName(
            "[S18] a withdrawn permission ends the track within 100 ms, although its client goes on sending")
    void revoke() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var ben = house.join("ben", VideoGrant.speaker("r"));
        speak(ada, ben);
        house.livekit
                .updateParticipant(
                        ROOM, "ada", ParticipantChange.permissions(VideoGrant.hiddenListener("r")))
                .get(1, TimeUnit.SECONDS);
        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(ada.talkTo(ben, 20)).isZero();
        ada.await("unpublished", SignalResponse::hasTrackUnpublished);
    }

    @Test
    @DisplayName(
            "[S18] who is removed is not heard after 100 ms, is told why, and is gone for the others")
    void removed() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var ben = house.join("ben", VideoGrant.speaker("r"));
        speak(ada, ben);
        assertThat(house.livekit.remove(ROOM, "ada").get(1, TimeUnit.SECONDS)).isTrue();
        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(ada.talkTo(ben, 20)).isZero();
        var leave = ada.await("leave", SignalResponse::hasLeave).getLeave();
        assertThat(leave.getReason()).isEqualTo(DisconnectReason.PARTICIPANT_REMOVED);
        var gone =
                ben.await(
                        "gone",
                        m ->
                                m.hasUpdate()
                                        && m.getUpdate().getParticipants(0).getState()
                                                == ParticipantInfo.State.DISCONNECTED);
        assertThat(gone.getUpdate().getParticipants(0).getName()).isEqualTo("Name of ada");
    }

    @Test
    @DisplayName(
            "[S17] a listener that announces and offers a track is refused, and its section answered inactive")
    void listenerPublishes() throws Exception {
        var eve = house.join("eve", VideoGrant.hiddenListener("r"));
        eve.joined();
        eve.send(
                SignalRequest.newBuilder()
                        .setAddTrack(livekit.LivekitRtc.AddTrackRequest.newBuilder().setCid("c")));
        eve.await(
                "refused",
                m ->
                        m.hasRequestResponse()
                                && m.getRequestResponse().getReason()
                                        == RequestResponse.Reason.NOT_ALLOWED);
        assertThat(eve.offer("c", Direction.SENDONLY).media().getFirst().direction())
                .isEqualTo(Direction.INACTIVE);
    }

    @Test
    @DisplayName(
            "of four who speak at once three are heard, and the fourth by whoever asks for that track by name")
    void loudest() throws Exception {
        var eve = house.join("eve", VideoGrant.listedListener("r"));
        var loud = new ArrayList<WireClient>();
        for (String name : List.of("ada", "ben", "cleo")) {
            loud.add(house.join(name, VideoGrant.speaker("r")));
            loud.getLast().publishTo(eve);
        }
        var dora = house.join("dora", VideoGrant.speaker("r"));
        String fourth = dora.publishTo(eve);
        for (int i = 0; i < 5; i++) {
            loud.forEach(WireClient::talk);
            TimeUnit.MILLISECONDS.sleep(10);
        }
        Awaitility.await().until(() -> eve.heard.frames() >= 15);
        assertThat(dora.talkTo(eve, 10)).isZero();
        eve.send(
                SignalRequest.newBuilder()
                        .setSubscription(
                                UpdateSubscription.newBuilder()
                                        .addTrackSids(fourth)
                                        .setSubscribe(true)));
        Awaitility.await()
                .until(
                        () -> {
                            loud.forEach(WireClient::talk);
                            TimeUnit.MILLISECONDS.sleep(60);
                            return dora.talkTo(eve, 5) == 5;
                        });
    }

    @Test
    @DisplayName("a hidden listener is in nobody's list and hears")
    void hidden() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var eve = house.join("eve", VideoGrant.hiddenListener("r"));
        speak(ada, eve);
        assertThat(ada.talkTo(eve, 20)).isGreaterThanOrEqualTo(19);
        assertThat(
                        ada.inbox.stream()
                                .filter(SignalResponse::hasUpdate)
                                .flatMap(m -> m.getUpdate().getParticipantsList().stream())
                                .map(ParticipantInfo::getIdentity))
                .containsOnly("ada");
    }

    @Test
    @DisplayName(
            "a track that ends leaves its section, and the next track uses it with another SSRC")
    void reuse() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var ben = house.join("ben", VideoGrant.speaker("r"));
        speak(ada, ben);
        ada.offer("c", Direction.INACTIVE);
        ben.await(
                "inactive",
                m ->
                        m.hasOffer()
                                && m.getOffer().getId() > 1
                                && m.getOffer().getSdp().contains("a=inactive"));
        var cid = house.join("cid", VideoGrant.speaker("r"));
        String track = speak(cid, ben);
        var offer = ben.await("reused", m -> m.hasOffer() && m.getOffer().getSdp().contains(track));
        assertThat(offer.getOffer().getMidToTrackIdMap()).containsEntry("1", track);
        assertThat(cid.talkTo(ben, 20)).isGreaterThanOrEqualTo(19);
    }

    @Test
    @DisplayName("the same identity again replaces the first session, which is told so")
    void duplicate() throws Exception {
        var first = house.join("ada", VideoGrant.speaker("r"));
        first.joined();
        house.join("ada", VideoGrant.speaker("r")).joined();
        var leave = first.await("leave", SignalResponse::hasLeave).getLeave();
        assertThat(leave.getReason()).isEqualTo(DisconnectReason.DUPLICATE_IDENTITY);
        assertThat(leave.getAction()).isEqualTo(LeaveRequest.Action.DISCONNECT);
    }

    @Test
    @DisplayName(
            "who comes back after a broken socket gets a snapshot and an ICE restart, and is heard all the time")
    void resume() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        var ben = house.join("ben", VideoGrant.speaker("r"));
        speak(ada, ben);
        ada.vanish();
        assertThat(ada.talkTo(ben, 20)).isGreaterThanOrEqualTo(19);
        int before = ada.inbox.size();
        ada.open(
                house.token("ada", VideoGrant.speaker("r")),
                "&protocol=17&reconnect=1&sid=" + ada.sid());
        ada.await("reconnect", SignalResponse::hasReconnect);
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> ada.inbox.size() > before + 3);
        assertThat(ada.inbox.get(before).hasReconnect()).isTrue();
        assertThat(ada.inbox.get(before + 1).getUpdate().getParticipantsList())
                .extracting(ParticipantInfo::getIdentity)
                .containsExactly("ada", "ben");
        assertThat(ada.talkTo(ben, 20)).isGreaterThanOrEqualTo(19);
    }

    @Test
    @DisplayName("a resume of somebody who is not there is told to start over")
    void strayResume() throws Exception {
        var ada =
                house.guest(
                        "ada", VideoGrant.speaker("r"), "&protocol=17&reconnect=1&sid=PA_nobody");
        assertThat(ada.await("leave", SignalResponse::hasLeave).getLeave().getAction())
                .isEqualTo(LeaveRequest.Action.RECONNECT);
    }

    @Test
    @DisplayName(
            "a publisher that falls silent is asked to resume while that can help, and to start over when it cannot")
    void silentPublisher() throws Exception {
        try (var impatient = new House(4_000, 6_000)) {
            var ada = impatient.join("ada", VideoGrant.speaker("r"));
            var ben = impatient.join("ben", VideoGrant.speaker("r"));
            speak(ada, ben);
            ada.checksOfPublisher(false);
            ada.await("resume", m -> asks(m, LeaveRequest.Action.RESUME), 8);
            assertThat(ada.inbox).noneMatch(m -> asks(m, LeaveRequest.Action.RECONNECT));
            ada.await("start over", m -> asks(m, LeaveRequest.Action.RECONNECT), 8);
        }
    }

    @Test
    @DisplayName(
            "who may change its texts can also empty them, and one text at a time leaves the other alone")
    void emptied() throws Exception {
        var ada = house.join("ada", mayDescribeItself());
        ada.joined();
        describe(ada, "Ada", "meta");
        ada.await("described", m -> described(m, "Ada", "meta"));
        describe(ada, "Ada", "");
        ada.await("no metadata", m -> described(m, "Ada", ""));
        describe(ada, "Ada L.", "");
        ada.await("renamed", m -> described(m, "Ada L.", ""));
        describe(ada, "", "more");
        ada.await("metadata alone", m -> described(m, "Ada L.", "more"));
        describe(ada, "", "more");
        ada.await("no name", m -> described(m, "", "more"));
    }

    @Test
    @DisplayName("[S15] a socket that floods is closed")
    void flood() throws Exception {
        var eve = house.join("eve", VideoGrant.speaker("r"));
        eve.joined();
        for (int i = 0; i < 1_000; i++) {
            eve.send(SignalRequest.newBuilder().setPing(1));
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> eve.closeCode() != 0);
        // Cut rather than closed, where the goodbye was overtaken by the answer to what she still
        // sent.
        assertThat(eve.closeCode()).isIn(1008, 1006);
    }

    @Test
    @DisplayName("[S19] a room that is full refuses with a status before the upgrade")
    void full() throws Exception {
        for (int i = 0; i < 5; i++) {
            house.join("p" + i, VideoGrant.speaker("r")).joined();
        }
        assertThat(
                        validate("/rtc/validate", house.token("p9", VideoGrant.speaker("r")))
                                .statusCode())
                .isEqualTo(429);
        assertThatThrownBy(() -> house.join("p9", VideoGrant.speaker("r"))).isNotNull();
    }

    @Test
    @DisplayName(
            "statuses before the upgrade are those that make clients fall back, retry or give up")
    void statuses() throws Exception {
        String good = house.token("ada", VideoGrant.speaker("r"));
        assertThat(validate("/rtc/validate", good).body()).isEqualTo("success");
        assertThat(validate("/rtc/validate", "nonsense").statusCode()).isEqualTo(401);
        assertThat(
                        validate("/rtc/validate", house.token("ada", VideoGrant.speaker("closed")))
                                .body())
                .contains("requested room does not exist");
        var newer = validate("/rtc/v1/validate", good);
        assertThat(newer.statusCode()).isEqualTo(400);
        assertThat(newer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(newer.body()).isEqualTo("join_request is required");
        assertThat(validate("//rtc/validate", good).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("a server that stops tells its clients to come back")
    void stop() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        ada.joined();
        house.livekit.close();
        var leave = ada.await("leave", SignalResponse::hasLeave).getLeave();
        assertThat(leave.getAction()).isEqualTo(LeaveRequest.Action.RECONNECT);
        assertThat(leave.getReason()).isEqualTo(DisconnectReason.SERVER_SHUTDOWN);
    }

    private static boolean asks(SignalResponse message, LeaveRequest.Action action) {
        return message.hasLeave() && message.getLeave().getAction() == action;
    }

    private static VideoGrant mayDescribeItself() {
        return new VideoGrant(
                "r", true, false, false, false, true, true, true, List.of(), true, false, false,
                false);
    }

    private static void describe(WireClient client, String name, String metadata) {
        client.send(
                SignalRequest.newBuilder()
                        .setUpdateMetadata(
                                UpdateParticipantMetadata.newBuilder()
                                        .setName(name)
                                        .setMetadata(metadata)));
    }

    private static boolean described(SignalResponse message, String name, String metadata) {
        return message.hasUpdate()
                && message.getUpdate().getParticipants(0).getName().equals(name)
                && message.getUpdate().getParticipants(0).getMetadata().equals(metadata);
    }

    private static String speak(WireClient speaker, WireClient listener) throws Exception {
        String track = speaker.publishTo(listener);
        speaker.talkTo(listener, 5);
        return track;
    }

    private HttpResponse<String> validate(String path, String token) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + house.port() + path + "?access_token=" + token);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int index(WireClient guest, java.util.function.Predicate<SignalResponse> test) {
        for (int i = 0; i < guest.inbox.size(); i++) {
            if (test.test(guest.inbox.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
