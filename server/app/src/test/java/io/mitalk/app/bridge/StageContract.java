package io.mitalk.app.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.livekit.client.WireClient;
import io.mitalk.social.room.StageFact;
import io.mitalk.social.room.Ticket;
import io.mitalk.social.room.TicketRequest;
import io.mitalk.wire.sdp.Direction;
import io.mitalk.wire.sdp.MediaSection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.SignalResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What rooms rely on, whatever engine is behind the port: real clients, real sockets, real packets. */
abstract class StageContract {

    static final UUID ROOM = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    /** What the port promises, in milliseconds. */
    private static final long ENFORCED_MS = 100;

    StageScene scene;

    abstract StageScene open() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        scene = open();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    @DisplayName(
            "[S16] who was expelled is gone within 100 ms; a valid ticket, a new one and a resume are refused")
    void expelled() throws Exception {
        apply(plan(1).seats(Set.of("ada", "ben")).onAir());
        var ticket = ticket("ada", true);
        var ada = scene.join(ticket);
        var ben = enter("ben");
        speaks(ada, ben);
        applyAndWait(plan(2).seats(Set.of("ben")).onAir().expelled("ada"));
        assertThat(ada.talkTo(ben, 20)).isZero();
        assertThat(ada.await("leave", SignalResponse::hasLeave).getLeave().getReason())
                .isEqualTo(DisconnectReason.PARTICIPANT_REMOVED);
        assertThatThrownBy(() -> scene.join(ticket)).isNotNull();
        assertThatThrownBy(() -> enter("ada")).isNotNull();
        assertThatThrownBy(() -> scene.resume(ada, ticket)).isNotNull();
    }

    @Test
    @DisplayName(
            "a hidden listener takes a seat without a new connection, is heard at once, and steps down again")
    void promotion() throws Exception {
        apply(plan(1).seats(Set.of("ada")).onAir());
        var ada = enter("ada");
        var eve = enter("eve");
        assertThat(ada.inbox).noneMatch(m -> tells(m, "eve"));
        apply(plan(2).seats(Set.of("ada", "eve")).onAir());
        eve.await("permission", m -> mayPublish(m, "eve"));
        ada.await("listed", m -> tells(m, "eve"));
        speaks(eve, ada);
        assertThat(eve.talkTo(ada, 20)).isGreaterThanOrEqualTo(19);
        applyAndWait(plan(3).seats(Set.of("ada")).onAir());
        assertThat(eve.talkTo(ada, 20)).isZero();
        ada.await("unlisted", m -> tellsGone(m, "eve"));
        assertThat(factsOf("eve"))
                .containsSubsequence("joined", "open", "closed")
                .doesNotContain("left");
    }

    @Test
    @DisplayName(
            "[S17] a ticket says who comes, not what they may: without a seat it publishes nothing and is unseen")
    void ticketGrantsNothing() throws Exception {
        apply(plan(1).seats(Set.of("ada")).onAir());
        var ada = enter("ada");
        var eve = scene.join(ticket("eve", true));
        var permission = eve.joined().getJoin().getParticipant().getPermission();
        assertThat(permission.getCanPublish()).isFalse();
        assertThat(permission.getHidden()).isTrue();
        assertThat(eve.offer("c", Direction.SENDONLY).media().getFirst())
                .extracting(MediaSection::direction)
                .isEqualTo(Direction.INACTIVE);
        assertThat(ada.inbox).noneMatch(m -> tells(m, "eve"));
    }

    @Test
    @DisplayName(
            "[S18] backstage seats hear each other and the audience nothing; both ways within 100 ms")
    void backstage() throws Exception {
        apply(plan(1).seats(Set.of("ada", "ben")));
        var ada = enter("ada");
        var ben = enter("ben");
        var eve = enter("eve");
        speaks(ada, ben);
        assertThat(ada.talkTo(eve, 20)).isZero();
        applyAndWait(plan(2).seats(Set.of("ada", "ben")).onAir());
        assertThat(ada.talkTo(eve, 20)).isGreaterThanOrEqualTo(19);
        applyAndWait(plan(3).seats(Set.of("ada", "ben")));
        assertThat(ada.talkTo(eve, 20)).isZero();
        assertThat(ada.talkTo(ben, 20)).isGreaterThanOrEqualTo(19);
    }

    @Test
    @DisplayName(
            "[S18] a muted seat is heard by nobody after 100 ms, although its client goes on sending")
    void forcedMute() throws Exception {
        apply(plan(1).seats(Set.of("ada", "ben")).onAir());
        var ada = enter("ada");
        var ben = enter("ben");
        var eve = enter("eve");
        speaks(ada, ben);
        assertThat(ada.talkTo(eve, 20)).isGreaterThanOrEqualTo(19);
        applyAndWait(plan(2).seats(Set.of("ben")).muted("ada").onAir());
        assertThat(ada.talkTo(eve, 20)).isZero();
        assertThat(ada.talkTo(ben, 20)).isZero();
        ada.await("mute", m -> m.hasMute() && m.getMute().getMuted());
        assertThat(factsOf("ada")).containsSubsequence("joined", "open", "closed");
    }

    @Test
    @DisplayName(
            "where microphones are held, nobody hears an open one, all hear a held one, and both end within 100 ms")
    void pushToTalk() throws Exception {
        apply(plan(1).seats(Set.of("ben")).pushToTalk("ada").onAir());
        var ada = enter("ada");
        var ben = enter("ben");
        String track = ada.publishTo(ben);
        speaks(ben, ada);
        assertThat(ada.talkTo(ben, 20)).as("stays open").isZero();
        ada.mute(track, false);
        assertThat(ada.talkTo(ben, 20)).as("says that it is open").isZero();
        scene.stage().hold(ROOM, "ada", Duration.ofMinutes(1));
        ada.mute(track, false);
        Awaitility.await("held").atMost(Duration.ofSeconds(5)).until(() -> ada.talkTo(ben, 3) == 3);
        scene.stage().hold(ROOM, "ada", Duration.ZERO);
        TimeUnit.MILLISECONDS.sleep(ENFORCED_MS);
        assertThat(ada.talkTo(ben, 20)).as("let go, and still open").isZero();
        ada.mute(track, false);
        assertThat(ada.talkTo(ben, 20)).isZero();
    }

    @Test
    @DisplayName("who stops saying that they hold no longer does, as soon as the last word is over")
    void holdLapses() throws Exception {
        apply(plan(1).seats(Set.of("ben")).pushToTalk("ada").onAir());
        var ada = enter("ada");
        var ben = enter("ben");
        String track = ada.publishTo(ben);
        scene.stage().hold(ROOM, "ada", Duration.ofMinutes(1));
        ada.mute(track, false);
        Awaitility.await("held").atMost(Duration.ofSeconds(5)).until(() -> ada.talkTo(ben, 3) == 3);
        scene.stage().hold(ROOM, "ada", Duration.ofMillis(200));
        Awaitility.await("over").atMost(Duration.ofSeconds(5)).until(() -> ada.talkTo(ben, 3) == 0);
        assertThat(ada.talkTo(ben, 20)).isZero();
        assertThat(factsOf("ada")).containsSubsequence("open", "closed");
    }

    @Test
    @DisplayName(
            "[Y4] a sub-room hears only itself and who speaks to all, from 100 ms after the move; so does the room")
    void subRooms() throws Exception {
        var seats = Set.of("ada", "ben", "cid");
        apply(plan(1).seats(seats).onAir());
        var ada = enter("ada");
        var ben = enter("ben");
        var eve = enter("eve");
        speaks(ada, ben);
        speaks(ben, ada);
        applyAndWait(plan(2).seats(seats).onAir().subRooms(Map.of("ben", 1, "eve", 1), Set.of()));
        assertThat(ada.talkTo(ben, 20)).isZero();
        assertThat(ben.talkTo(ada, 20)).isZero();
        assertThat(ben.talkTo(eve, 20)).isGreaterThanOrEqualTo(19);
        applyAndWait(
                plan(3).seats(seats).onAir().subRooms(Map.of("ben", 1, "eve", 1), Set.of("ada")));
        assertThat(ada.talkTo(eve, 20)).isGreaterThanOrEqualTo(19);
        assertThat(ben.talkTo(ada, 20)).isZero();
        applyAndWait(plan(4).seats(seats).onAir());
        assertThat(ben.talkTo(ada, 20)).isGreaterThanOrEqualTo(19);
        assertThat(ada.talkTo(eve, 20)).isGreaterThanOrEqualTo(19);
    }

    @Test
    @DisplayName(
            "of two plans the newer wins, one that comes late is ignored, the same one repairs")
    void newestWins() throws Exception {
        apply(plan(5).seats(Set.of("ada", "ben")).onAir());
        var ada = enter("ada");
        var ben = enter("ben");
        speaks(ada, ben);
        applyAndWait(plan(4).seats(Set.of("ben")).onAir().expelled("ada"));
        applyAndWait(plan(5).seats(Set.of("ada", "ben")).onAir());
        assertThat(ada.talkTo(ben, 20)).isGreaterThanOrEqualTo(19);
        assertThat(ada.inbox).noneMatch(SignalResponse::hasLeave);
    }

    @Test
    @DisplayName(
            "a room that was closed stays closed, sends everybody away, and no ticket opens one")
    void closed() throws Exception {
        assertThatThrownBy(() -> enter("ada")).isNotNull();
        apply(plan(1).seats(Set.of("ada")).onAir());
        var ada = enter("ada");
        apply(plan(2).closed());
        assertThat(ada.await("leave", SignalResponse::hasLeave).getLeave().getReason())
                .isEqualTo(DisconnectReason.ROOM_DELETED);
        apply(plan(3).seats(Set.of("ada")).onAir());
        assertThatThrownBy(() -> enter("ada")).isNotNull();
        awaitFact("ada", "left");
        assertThat(scene.facts()).noneMatch(StageFact.Gone.class::isInstance);
    }

    @Test
    @DisplayName(
            "after a power cut the plans are applied again and tickets of before let everybody back in")
    void restart() throws Exception {
        var plan = plan(7).seats(Set.of("ada")).onAir();
        apply(plan);
        var tickets = new Ticket[] {ticket("ada", true), ticket("eve", false)};
        var ada = scene.join(tickets[0]);
        ada.joined();
        scene.restart();
        assertThatThrownBy(() -> scene.join(tickets[0])).isNotNull();
        apply(plan);
        scene.resume(ada, tickets[0]);
        assertThat(ada.await("start over", SignalResponse::hasLeave).getLeave().getCanReconnect())
                .isTrue();
        var again = scene.join(tickets[0]);
        var eve = scene.join(tickets[1]);
        speaks(again, eve);
        assertThat(again.talkTo(eve, 20)).isGreaterThanOrEqualTo(19);
    }

    @Test
    @DisplayName(
            "facts are whole and in order: the older session ends before the newer one joins, speech before its end")
    void facts() throws Exception {
        apply(plan(1).seats(Set.of("ada")).onAir());
        var eve = enter("eve");
        var ada = enter("ada");
        speaks(ada, eve);
        ada.talkTo(eve, 50);
        enter("ada");
        awaitFact("ada", "left");
        Awaitility.await()
                .until(() -> factsOf("ada").stream().filter("joined"::equals).count() == 2);
        apply(plan(2).closed());
        Awaitility.await().until(() -> factsOf("ada").stream().filter("left"::equals).count() == 2);
        assertThat(factsOf("ada").stream().distinct().toList())
                .containsExactly("joined", "open", "spoke", "closed", "left");
        assertThat(factsOf("ada")).endsWith("closed", "left", "joined", "left");
        assertThat(factsOf("eve")).containsExactly("joined", "left");
        long millis =
                scene.facts().stream()
                        .filter(StageFact.Spoke.class::isInstance)
                        .mapToLong(fact -> ((StageFact.Spoke) fact).millis())
                        .sum();
        // At least 50 packets of 20 ms were sent loud while somebody listened.
        assertThat(millis).isBetween(1_000L, 1_400L);
    }

    @Test
    @DisplayName("a client whose socket breaks is reported lost, and back when it resumes")
    void signal() throws Exception {
        apply(plan(1).seats(Set.of("ada")).onAir());
        var ada = enter("ada");
        ada.vanish();
        awaitFact("ada", "lost");
        scene.resume(ada, ticket("ada", true));
        awaitFact("ada", "back");
        assertThat(factsOf("ada")).containsExactly("joined", "lost", "back");
    }

    @Test
    @DisplayName("a server that stops tells the last words, and of nobody that they left")
    void stopped() throws Exception {
        apply(plan(1).seats(Set.of("ada")).onAir());
        var eve = enter("eve");
        var ada = enter("ada");
        speaks(ada, eve);
        ada.talkTo(eve, 50);
        scene.stop();
        assertThat(factsOf("ada")).contains("joined", "spoke").doesNotContain("left", "lost");
        assertThat(factsOf("eve")).containsExactly("joined");
    }

    @Test
    @DisplayName("an engine that loses the room tells so, after everybody's departure")
    void gone() throws Exception {
        apply(plan(1).seats(Set.of("ada")).onAir());
        enter("ada");
        scene.breakMedia();
        Awaitility.await().until(() -> scene.facts().getLast() instanceof StageFact.Gone);
        assertThat(factsOf("ada")).containsExactly("joined", "left");
    }

    void apply(PlanDraft draft) {
        scene.stage().apply(draft.plan());
    }

    void applyAndWait(PlanDraft draft) throws InterruptedException {
        apply(draft);
        TimeUnit.MILLISECONDS.sleep(ENFORCED_MS);
    }

    static PlanDraft plan(long version) {
        return PlanDraft.of(ROOM, version);
    }

    private Ticket ticket(String identity, boolean listed) {
        return scene.stage()
                .ticket(new TicketRequest(ROOM, identity, "Name of " + identity, listed));
    }

    /** Somebody new whose media is connected, and the application knows it. */
    WireClient enter(String identity) throws Exception {
        int before = (int) factsOf(identity).stream().filter("joined"::equals).count();
        var client = scene.join(ticket(identity, false));
        Awaitility.await(identity + " joined")
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> factsOf(identity).stream().filter("joined"::equals).count() > before);
        return client;
    }

    static void speaks(WireClient speaker, WireClient listener) throws Exception {
        speaker.publishTo(listener);
        Awaitility.await("heard")
                .atMost(Duration.ofSeconds(5))
                .until(() -> speaker.talkTo(listener, 3) == 3);
    }

    private void awaitFact(String identity, String word) {
        Awaitility.await(identity + " " + word)
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> factsOf(identity).contains(word));
    }

    private List<String> factsOf(String identity) {
        return scene.facts().stream()
                .map(
                        fact ->
                                switch (fact) {
                                    case StageFact.Joined f -> f.identity() + " joined";
                                    case StageFact.Left f -> f.identity() + " left";
                                    case StageFact.SignalLost f -> f.identity() + " lost";
                                    case StageFact.SignalBack f -> f.identity() + " back";
                                    case StageFact.Published f ->
                                            f.identity() + (f.open() ? " open" : " closed");
                                    case StageFact.Spoke f -> f.identity() + " spoke";
                                    case StageFact.Gone _ -> "gone";
                                })
                .filter(word -> word.startsWith(identity + " "))
                .map(word -> word.substring(identity.length() + 1))
                .toList();
    }

    private static boolean tells(SignalResponse message, String identity) {
        return message.hasUpdate()
                && message.getUpdate().getParticipantsList().stream()
                        .anyMatch(p -> p.getIdentity().equals(identity));
    }

    private static boolean tellsGone(SignalResponse message, String identity) {
        return message.hasUpdate()
                && message.getUpdate().getParticipantsList().stream()
                        .anyMatch(
                                p ->
                                        p.getIdentity().equals(identity)
                                                && p.getState()
                                                        == ParticipantInfo.State.DISCONNECTED);
    }

    private static boolean mayPublish(SignalResponse message, String identity) {
        return message.hasUpdate()
                && message.getUpdate().getParticipantsList().stream()
                        .anyMatch(
                                p ->
                                        p.getIdentity().equals(identity)
                                                && p.getPermission().getCanPublish());
    }
}
