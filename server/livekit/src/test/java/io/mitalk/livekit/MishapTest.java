package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.livekit.client.RoomTerms;
import io.mitalk.livekit.client.SingleClient;
import io.mitalk.livekit.client.WireClient;
import io.mitalk.livekit.room.RoomKey;
import io.mitalk.livekit.signal.SignalSettings;
import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.VideoGrant;
import java.time.Duration;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SimulateScenario;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a client that tests itself asks for, and what it learns when it comes back. */
class MishapTest {

    private House house;
    private String sid = "";

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
            "who left while a client's socket was lost is named to it first when it comes back")
    void missed() throws Exception {
        var ada = active("ada");
        var ben = active("ben");
        String gone = ben.sid();
        ada.vanish();
        ben.close();
        ada.inbox.clear();
        house.livekit.remove(new RoomKey(Realm.OPERATOR, "r"), "ben").join();
        resume(ada);
        ada.await("reconnect", SignalResponse::hasReconnect);
        var first = ada.await("update", SignalResponse::hasUpdate).getUpdate().getParticipants(0);
        assertThat(first.getSid()).isEqualTo(gone);
        assertThat(first.getIdentity()).isEqualTo("ben");
        assertThat(first.getState()).isEqualTo(ParticipantInfo.State.DISCONNECTED);
    }

    @Test
    @DisplayName(
            "a socket that shall break at its return does so, after a word or without; the next one holds")
    void breaks() throws Exception {
        var ada = active("ada");
        mishap(ada, SimulateScenario.newBuilder().setDisconnectSignalOnResume(true));
        assertThat(ada.inbox)
                .anyMatch(SignalResponse::hasReconnect)
                .noneMatch(SignalResponse::hasLeave);
        resume(ada);
        ada.await("whole list", m -> m.hasUpdate() && m.getUpdate().getParticipantsCount() == 1);
        mishap(ada, SimulateScenario.newBuilder().setDisconnectSignalOnResumeNoMessages(true));
        assertThat(ada.inbox).isEmpty();
        resume(ada);
        ada.await("reconnect", SignalResponse::hasReconnect);
        ada.await("whole list", m -> m.hasUpdate() && m.getUpdate().getParticipantsCount() == 1);
    }

    @Test
    @DisplayName("who loses its socket before its media connects may come back, and connects then")
    void lostEarly() throws Exception {
        try (var ada = new SingleClient(house.loop, house.port(), 1)) {
            var token = house.token("ada", VideoGrant.speaker("r"));
            ada.joinSilently(token);
            sid = ada.joined().getJoin().getParticipant().getSid();
            ada.vanish();
            ada.resume(token, sid);
            ada.await("reconnect", SignalResponse::hasReconnect);
            ada.await("active", m -> m.hasUpdate() && isActive(m, "ada"));
            assertThat(ada.inbox).noneMatch(SignalResponse::hasLeave);
        }
    }

    @Test
    @DisplayName("who loses its socket before its media connects and does not come back is gone")
    void lostForGood() throws Exception {
        house.close();
        house =
                new House(
                        RoomTerms.of(10, 5, 60_000, 200),
                        new SignalSettings(1 << 20, 50, 100, true));
        var ben = active("ben");
        try (var ada = new SingleClient(house.loop, house.port(), 1)) {
            ada.joinSilently(house.token("ada", VideoGrant.speaker("r")));
            sid = ada.joined().getJoin().getParticipant().getSid();
            ada.vanish();
            ben.await("gone", m -> m.hasUpdate() && left(m, DisconnectReason.SIGNAL_CLOSE));
        }
    }

    private boolean left(SignalResponse message, DisconnectReason reason) {
        return message.getUpdate().getParticipantsList().stream()
                .anyMatch(
                        info ->
                                info.getSid().equals(sid)
                                        && info.getState() == ParticipantInfo.State.DISCONNECTED
                                        && info.getDisconnectReason() == reason);
    }

    private static boolean isActive(SignalResponse message, String identity) {
        return message.getUpdate().getParticipantsList().stream()
                .anyMatch(
                        info ->
                                info.getIdentity().equals(identity)
                                        && info.getState() == ParticipantInfo.State.ACTIVE);
    }

    /** Asks for it, loses its socket, comes back, and waits until that socket is closed too. */
    private void mishap(WireClient client, SimulateScenario.Builder scenario) throws Exception {
        client.inbox.clear();
        client.send(SignalRequest.newBuilder().setSimulate(scenario));
        client.send(SignalRequest.newBuilder().setPing(1));
        client.await("pong", m -> m.getMessageCase() == SignalResponse.MessageCase.PONG);
        client.vanish();
        client.inbox.clear();
        resume(client);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> client.closeCode() != 0);
    }

    private void resume(WireClient client) throws Exception {
        client.open(
                house.token("ada", VideoGrant.speaker("r")), "&protocol=17&reconnect=1&sid=" + sid);
    }

    private WireClient active(String identity) throws Exception {
        var client = house.join(identity, VideoGrant.speaker("r"));
        client.await("active", m -> m.hasUpdate() && isActive(m, identity));
        if (identity.equals("ada")) {
            sid = client.sid();
        }
        return client;
    }
}
