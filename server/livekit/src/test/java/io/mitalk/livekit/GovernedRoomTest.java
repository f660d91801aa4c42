package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.livekit.client.WireClient;
import io.mitalk.livekit.room.RoomFact;
import io.mitalk.livekit.room.RoomKey;
import io.mitalk.livekit.room.RoomPolicy;
import io.mitalk.livekit.room.RoomPolicy.Seat;
import io.mitalk.livekit.token.Realm;
import io.mitalk.wire.sdp.Direction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
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

/** Rooms that the application opens, rules and closes; clients by hand over real sockets. */
class GovernedRoomTest {

    private static final String NAME = "r";
    private static final RoomKey ROOM = new RoomKey(Realm.APPLICATION, NAME);
    private static final Seat SEAT = new Seat(true, false, 1);

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
            "a room of the application is there from its first policy until its end, and for nobody else to open")
    void openedAndClosed() throws Exception {
        assertThatThrownBy(() -> house.enter("ada", NAME)).isNotNull();
        govern(Set.of("ada"), true);
        var ada = house.enter("ada", NAME);
        ada.joined();
        house.livekit.end(ROOM).get(5, TimeUnit.SECONDS);
        assertThat(ada.await("leave", SignalResponse::hasLeave).getLeave().getReason())
                .isEqualTo(DisconnectReason.ROOM_DELETED);
        assertThatThrownBy(() -> house.enter("ada", NAME)).isNotNull();
    }

    @Test
    @DisplayName(
            "a hidden listener becomes a listed speaker and a listener again without a new connection")
    void promotion() throws Exception {
        govern(Set.of("ada"), true);
        var ada = connected("ada");
        var eve = connected("eve");
        assertThat(eve.joined().getJoin().getParticipant().getPermission().getHidden()).isTrue();
        govern(Set.of("ada", "eve"), true);
        eve.await("permission", m -> own(m, "eve") && permission(m).getCanPublish());
        ada.await("listed", m -> listed(m, "eve"));
        eve.publish("c");
        ada.await("track", m -> m.hasOffer() && m.getOffer().getSdp().contains(eve.sid() + "|"));
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> eve.talkTo(ada, 5) >= 5);
        govern(Set.of("ada"), true);
        assertThat(eve.talkTo(ada, 20)).isZero();
        ada.await("unlisted", m -> gone(m, "eve"));
        eve.await("unpublished", SignalResponse::hasTrackUnpublished);
        assertThat(eve.inbox).noneMatch(m -> gone(m, "eve"));
        govern(Set.of("ada", "eve"), true);
        eve.offer("c2", Direction.INACTIVE);
        eve.publish("c2");
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> eve.talkTo(ada, 5) >= 5);
    }

    @Test
    @DisplayName(
            "[S18] who is muted by force is told so and silent, also when its client unmutes itself or publishes anew")
    void mutedByForce() throws Exception {
        govern(Set.of("ada"), true);
        var ada = connected("ada");
        var eve = connected("eve");
        String track = speaks(ada, eve);
        govern(new RoomPolicy(true, Map.of("ada", new Seat(true, true, 1)), Set.of(), 100));
        assertThat(ada.talkTo(eve, 20)).isZero();
        ada.await("mute", m -> m.hasMute() && m.getMute().getMuted());
        ada.mute(track, false);
        Awaitility.await()
                .until(() -> ada.inbox.stream().filter(SignalResponse::hasMute).count() > 1);
        assertThat(ada.talkTo(eve, 20)).isZero();
        govern(Set.of("ada"), true);
        assertThat(ada.talkTo(eve, 10)).as("until its owner unmutes it").isZero();
        ada.mute(track, false);
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> ada.talkTo(eve, 5) >= 5);
    }

    @Test
    @DisplayName(
            "[S18] backstage the stage hears itself and the audience nothing; on air it hears within 100 ms")
    void backstage() throws Exception {
        govern(Set.of("ada", "ben"), false);
        var ada = connected("ada");
        var ben = connected("ben");
        var eve = connected("eve");
        speaks(ada, ben);
        assertThat(ada.talkTo(eve, 60)).isZero();
        assertThat(eve.inbox).noneMatch(SignalResponse::hasSpeakersChanged);
        assertThat(ben.inbox).anyMatch(SignalResponse::hasSpeakersChanged);
        govern(Set.of("ada", "ben"), true);
        assertThat(ada.talkTo(eve, 20)).isGreaterThanOrEqualTo(19);
        govern(Set.of("ada", "ben"), false);
        assertThat(ada.talkTo(eve, 20)).isZero();
        assertThat(ada.talkTo(ben, 20)).isGreaterThanOrEqualTo(19);
    }

    @Test
    @DisplayName(
            "[S16] who was expelled is gone within 100 ms, and neither a valid token nor a resume helps")
    void expelled() throws Exception {
        govern(Set.of("ada", "ben"), true);
        var ada = connected("ada");
        var ben = connected("ben");
        speaks(ada, ben);
        govern(new RoomPolicy(true, Map.of("ben", SEAT), Set.of("ada"), 100));
        assertThat(ada.talkTo(ben, 20)).isZero();
        assertThat(ada.await("leave", SignalResponse::hasLeave).getLeave().getReason())
                .isEqualTo(DisconnectReason.PARTICIPANT_REMOVED);
        assertThatThrownBy(() -> house.enter("ada", NAME)).isNotNull();
        ada.open(house.ticket("ada", NAME), "&protocol=17&reconnect=1&sid=" + ada.sid());
        ada.await(
                "start over",
                m -> m.hasLeave() && m.getLeave().getReason() == DisconnectReason.STATE_MISMATCH);
    }

    @Test
    @DisplayName("[S16] a token of one room neither joins another nor resumes somebody there")
    void otherRoom() throws Exception {
        govern(Set.of("ada"), true);
        var other = new RoomKey(Realm.APPLICATION, "other");
        house.livekit.govern(other, policy(Set.of("ben"), true)).get(5, TimeUnit.SECONDS);
        var ada = connected("ada");
        var ben = house.enter("ben", "other");
        ben.joined();
        var eve = house.enter("fay", NAME);
        assertThat(eve.joined().getJoin().getRoom().getName()).isEqualTo(NAME);
        eve.open(house.ticket("ben", NAME), "&protocol=17&reconnect=1&sid=" + ben.sid());
        eve.await(
                "start over",
                m -> m.hasLeave() && m.getLeave().getReason() == DisconnectReason.STATE_MISMATCH);
        assertThat(ada.inbox).noneMatch(m -> listed(m, "ben"));
    }

    @Test
    @DisplayName(
            "[S17] a listener's attempt to publish is refused and stands in the audit log with room and identity")
    void audited() throws Exception {
        try (var log = AuditLog.listen()) {
            govern(Set.of("ada"), true);
            var eve = connected("eve");
            assertThat(eve.offer("c", Direction.SENDONLY).media().getFirst().direction())
                    .isEqualTo(Direction.INACTIVE);
            assertThat(log.lines())
                    .anyMatch(
                            m ->
                                    m.contains("offered to send a track")
                                            && m.contains("room=r")
                                            && m.contains("identity=eve")
                                            && m.contains(eve.sid()));
        }
    }

    @Test
    @DisplayName(
            "[S17] no track of another room is heard by its id, nobody renames itself, and the log has both attempts")
    void strangeWishes() throws Exception {
        try (var log = AuditLog.listen()) {
            strangeWishes(log);
        }
    }

    private void strangeWishes(AuditLog log) throws Exception {
        govern(Set.of("ada"), true);
        var other = new RoomKey(Realm.APPLICATION, "other");
        house.livekit.govern(other, policy(Set.of("ben"), true)).get(5, TimeUnit.SECONDS);
        var ben = house.enter("ben", "other");
        ben.joined();
        String secret = ben.publish("c");
        var ada = connected("ada");
        var eve = connected("eve");
        eve.send(
                SignalRequest.newBuilder()
                        .setSubscription(
                                UpdateSubscription.newBuilder()
                                        .addTrackSids(secret)
                                        .setSubscribe(true)));
        eve.send(
                SignalRequest.newBuilder()
                        .setUpdateMetadata(
                                UpdateParticipantMetadata.newBuilder()
                                        .setName("ada")
                                        .setMetadata("moderator")));
        eve.await(
                "refused",
                m ->
                        m.hasRequestResponse()
                                && m.getRequestResponse().getReason()
                                        == RequestResponse.Reason.NOT_ALLOWED);
        assertThat(ben.talkTo(eve, 20)).isZero();
        String track = speaks(ada, eve);
        assertThat(eve.inbox)
                .anyMatch(m -> m.hasOffer() && m.getOffer().getSdp().contains(track))
                .noneMatch(m -> m.hasOffer() && m.getOffer().getSdp().contains(secret));
        assertThat(log.lines())
                .anyMatch(
                        m ->
                                m.contains(
                                                "asked for a track from elsewhere without permission: room=r")
                                        && m.contains("identity=eve"))
                .anyMatch(
                        m ->
                                m.contains("changed its texts without permission: room=r")
                                        && m.contains("identity=eve"));
    }

    @Test
    @DisplayName("what comes and goes in the audience is told to nobody else")
    void quietAudience() throws Exception {
        govern(Set.of("ada"), true);
        var ada = connected("ada");
        TimeUnit.MILLISECONDS.sleep(700);
        int before = ada.inbox.size();
        var eve = connected("eve");
        eve.close();
        connected("fay");
        TimeUnit.MILLISECONDS.sleep(700);
        assertThat(ada.inbox.subList(before, ada.inbox.size()))
                .noneMatch(m -> m.hasUpdate() || m.hasRoomUpdate());
    }

    @Test
    @DisplayName("[S19] the audience has its own limit; seats do not count")
    void audienceLimit() throws Exception {
        govern(new RoomPolicy(true, Map.of("ada", SEAT), Set.of(), 1));
        connected("eve");
        assertThatThrownBy(() -> house.enter("fay", NAME)).isNotNull();
        connected("ada");
        connected("eve");
    }

    @Test
    @DisplayName(
            "facts come once, whole and in order: joined, microphone, speech, replaced, joined, left")
    void facts() throws Exception {
        govern(Set.of("ada"), true);
        var eve = connected("eve");
        var ada = connected("ada");
        speaks(ada, eve);
        ada.talkTo(eve, 50);
        var again = connected("ada");
        again.vanish();
        Awaitility.await()
                .until(() -> house.facts.stream().anyMatch(RoomFact.SignalLost.class::isInstance));
        house.livekit.end(ROOM).get(5, TimeUnit.SECONDS);
        assertThat(house.facts.stream().map(f -> word(f, ada.sid(), again.sid())).toList())
                .containsSubsequence(
                        "joined 1", "open 1", "spoke 1", "closed 1", "REPLACED 1", "joined 2")
                .containsSubsequence("joined 2", "lost 2", "ROOM_ENDED 2", "end")
                .endsWith("end")
                .doesNotHaveDuplicates();
        long spokenMs =
                house.facts.stream()
                        .filter(RoomFact.Spoke.class::isInstance)
                        .mapToLong(f -> ((RoomFact.Spoke) f).spokenMs())
                        .sum();
        // 55 packets of 20 ms; a few may have come before the track was bound.
        assertThat(spokenMs).isBetween(950L, 1_100L);
    }

    private static String word(RoomFact fact, String first, String second) {
        return switch (fact) {
            case RoomFact.Joined f -> "joined " + which(f.sid(), first, second);
            case RoomFact.Left f -> f.why() + " " + which(f.sid(), first, second);
            case RoomFact.SignalLost f -> "lost " + which(f.sid(), first, second);
            case RoomFact.SignalBack f -> "back " + which(f.sid(), first, second);
            case RoomFact.Microphone f ->
                    (f.open() ? "open " : "closed ") + which(f.sid(), first, second);
            case RoomFact.Spoke f -> "spoke " + which(f.sid(), first, second);
            case RoomFact.Closed _ -> "end";
        };
    }

    private static int which(String sid, String first, String second) {
        return sid.equals(first) ? 1 : sid.equals(second) ? 2 : 3;
    }

    private WireClient connected(String identity) throws Exception {
        var client = house.enter(identity, NAME);
        client.joined();
        client.await("active", m -> own(m, identity) && state(m) == ParticipantInfo.State.ACTIVE);
        return client;
    }

    private static String speaks(WireClient speaker, WireClient listener) throws Exception {
        String track = speaker.publishTo(listener);
        speaker.talkTo(listener, 5);
        return track;
    }

    private void govern(Set<String> seats, boolean onAir) throws Exception {
        govern(policy(seats, onAir));
    }

    /** Completes when the packet plane has carried it out, so what follows measures without waiting. */
    private void govern(RoomPolicy policy) throws Exception {
        house.livekit.govern(ROOM, policy).get(100, TimeUnit.MILLISECONDS);
    }

    private static RoomPolicy policy(Set<String> seats, boolean onAir) {
        var all = new HashMap<String, Seat>();
        seats.forEach(identity -> all.put(identity, SEAT));
        return new RoomPolicy(onAir, all, Set.of(), 100);
    }

    private static boolean own(SignalResponse message, String identity) {
        return message.hasUpdate()
                && message.getUpdate().getParticipants(0).getIdentity().equals(identity);
    }

    private static ParticipantInfo.State state(SignalResponse message) {
        return message.getUpdate().getParticipants(0).getState();
    }

    private static livekit.LivekitModels.ParticipantPermission permission(SignalResponse message) {
        return message.getUpdate().getParticipants(0).getPermission();
    }

    private static boolean listed(SignalResponse message, String identity) {
        return message.hasUpdate()
                && message.getUpdate().getParticipantsList().stream()
                        .anyMatch(
                                p ->
                                        p.getIdentity().equals(identity)
                                                && p.getState() == ParticipantInfo.State.ACTIVE);
    }

    private static boolean gone(SignalResponse message, String identity) {
        return message.hasUpdate()
                && message.getUpdate().getParticipantsList().stream()
                        .anyMatch(
                                p ->
                                        p.getIdentity().equals(identity)
                                                && p.getState()
                                                        == ParticipantInfo.State.DISCONNECTED);
    }
}
