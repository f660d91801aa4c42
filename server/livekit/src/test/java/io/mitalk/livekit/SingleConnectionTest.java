package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mitalk.livekit.client.SingleClient;
import io.mitalk.livekit.client.WireClient;
import io.mitalk.livekit.room.RoomKey;
import io.mitalk.livekit.signal.SignalSettings;
import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.VideoGrant;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.Direction;
import io.mitalk.wire.sdp.SessionDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.SignalResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients with one connection, by hand, against a whole server. */
class SingleConnectionTest {

    private static final RoomKey ROOM = new RoomKey(Realm.OPERATOR, "r");

    private House house;
    private final List<SingleClient> clients = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        house = new House();
    }

    @AfterEach
    void shut() {
        clients.forEach(SingleClient::close);
        house.close();
    }

    private SingleClient client(int listening) {
        var client = new SingleClient(house.loop, house.port(), listening);
        clients.add(client);
        return client;
    }

    private String token(String identity) {
        return house.token(identity, VideoGrant.speaker("r"));
    }

    @Test
    @DisplayName(
            "the answer to the offer inside the join request follows the join, with the tracks that are there")
    void joins() throws Exception {
        var ada = speaking();
        var ben = client(3);
        ben.join(token("ben"));
        hears(ben, ada);
        var order = ben.inbox.stream().filter(m -> m.hasJoin() || m.hasAnswer()).toList();
        assertThat(order.getFirst().hasJoin()).isTrue();
        assertThat(ben.joined().getJoin().getSubscriberPrimary()).isFalse();
        assertThat(ben.inbox).noneMatch(SignalResponse::hasOffer);
        ben.await(
                "active",
                m ->
                        m.hasUpdate()
                                && m.getUpdate().getParticipantsList().stream()
                                        .anyMatch(p -> active(p, "ben")));
        var answer = Objects.requireNonNull(ben.answer);
        assertThat(answer.media()).hasSize(3);
        var sending = answer.media().getFirst();
        assertThat(sending.direction()).isEqualTo(Direction.SENDONLY);
        assertThat(sending.payloadType("opus", 48_000)).isEqualTo(SingleClient.OPUS);
        assertThat(ben.tracks).containsOnlyKeys(sending.mid());
        assertThat(Objects.requireNonNull(sending.first(Attribute.Msid.class)).stream())
                .isEqualTo(ada.sid() + "|" + ben.tracks.get(sending.mid()));
        assertThat(answer.media().subList(1, 3))
                .allMatch(section -> section.direction() == Direction.INACTIVE);
        assertThat(ben.heard.packets())
                .allMatch(packet -> packet.payloadType() == SingleClient.OPUS);
    }

    @Test
    @DisplayName("a client that offers only after the join is served the same")
    void joinsThenOffers() throws Exception {
        var ada = speaking();
        var ben = client(1);
        ben.joinThenOffer(token("ben"));
        hears(ben, ada);
        assertThat(ben.inbox).noneMatch(SignalResponse::hasMediaSectionsRequirement);
    }

    @Test
    @DisplayName("what it publishes others hear, over the connection on which it listens")
    void publishes() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        ada.joined();
        var ben = client(1);
        ben.join(token("ben"));
        ben.joined();
        ben.publish("cid");
        ada.await(
                "offer with the track", m -> m.hasOffer() && m.getOffer().getSdp().contains("TR_"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(
                        () -> {
                            ben.talk();
                            return !ada.heard.packets().isEmpty();
                        });
        assertThat(ben.await("published", SignalResponse::hasTrackPublished)).isNotNull();
        ben.await("subscribed", SignalResponse::hasTrackSubscribed);
    }

    @Test
    @DisplayName(
            "a client that offers too few sections is asked for more, and not more often than needed")
    void needsMore() throws Exception {
        var ada = speaking();
        var eve = house.join("eve", VideoGrant.speaker("r"));
        eve.joined();
        eve.publish("eves");
        var ben = client(1);
        ben.join(token("ben"));
        hears(ben, ada);
        hears(ben, eve);
        var asked = ben.inbox.stream().filter(SignalResponse::hasMediaSectionsRequirement).toList();
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().getMediaSectionsRequirement().getNumAudios()).isPositive();
        assertThat(asked.getFirst().getMediaSectionsRequirement().getNumVideos()).isZero();
    }

    @Test
    @DisplayName(
            "a section whose track ended is used again for another, once the client knows of the end")
    void reuses() throws Exception {
        var ada = speaking();
        var ben = client(1);
        ben.join(token("ben"));
        hears(ben, ada);
        String first = Objects.requireNonNull(ben.tracks.get("0"));
        house.livekit.remove(ROOM, "ada").join();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> ben.tracks.isEmpty());
        assertThat(Objects.requireNonNull(ben.answer).media().getFirst().direction())
                .isEqualTo(Direction.INACTIVE);
        var eve = house.join("eve", VideoGrant.speaker("r"));
        eve.joined();
        eve.publish("eves");
        hears(ben, eve);
        assertThat(Objects.requireNonNull(ben.answer).media()).hasSize(1);
        assertThat(ben.tracks.get("0")).startsWith("TR_").isNotEqualTo(first);
    }

    @Test
    @DisplayName(
            "what a client can do is told to the others, by parameter or inside the join request")
    void capabilities() throws Exception {
        var ada =
                house.guest(
                        "ada",
                        VideoGrant.speaker("r"),
                        "&protocol=17&client_protocol=2&capabilities=CAP_COMPRESSION_DEFLATE_RAW");
        ada.joined();
        var ben = client(1);
        ben.join(token("ben"));
        var other = ben.joined().getJoin().getOtherParticipants(0);
        assertThat(other.getClientProtocol()).isEqualTo(2);
        assertThat(capabilities(other)).containsExactly(ByteString.copyFrom(new byte[] {2}));
        var update =
                ada.await(
                        "ben",
                        m -> m.hasUpdate() && named(m.getUpdate().getParticipants(0), "ben"));
        assertThat(capabilities(update.getUpdate().getParticipants(0)))
                .containsExactly(ByteString.copyFrom(new byte[] {1}));
    }

    private static List<ByteString> capabilities(ParticipantInfo info) {
        return info.getUnknownFields().getField(21).getLengthDelimitedList();
    }

    private static boolean named(ParticipantInfo info, String identity) {
        return info.getIdentity().equals(identity);
    }

    @Test
    @DisplayName(
            "it comes back by its own offer: new credentials, the same participant, sound goes on")
    void resumes() throws Exception {
        var ada = speaking();
        var ben = client(1);
        ben.join(token("ben"));
        hears(ben, ada);
        String sid = ben.joined().getJoin().getParticipant().getSid();
        String before = ufrag(ben);
        ben.vanish();
        ben.resume(token("ben"), sid);
        ben.await("reconnect", SignalResponse::hasReconnect);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !ufrag(ben).equals(before));
        int packets = ben.heard.packets().size();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(
                        () -> {
                            ada.talk();
                            return ben.heard.packets().size() > packets;
                        });
        assertThat(ben.inbox)
                .noneMatch(SignalResponse::hasOffer)
                .noneMatch(SignalResponse::hasLeave);
    }

    @Test
    @DisplayName(
            "a join request is read in both alphabets, with padding or without, zipped or not; else the answer is 400")
    void encodings() throws Exception {
        var request =
                SingleClient.request()
                        .putParticipantAttributes("k", "\u00ff\u00fe\u00fd~~~???>>>")
                        .build();
        var describing =
                new VideoGrant(
                        "r", true, false, false, false, true, true, true, List.of(), true, false,
                        false, false);
        String token = house.token("ada", describing);
        for (boolean zipped : List.of(true, false)) {
            String url = SingleClient.wrap(request, zipped);
            assertThat(validate(token, url)).isEqualTo(200);
            assertThat(validate(token, url.replace("=", ""))).isEqualTo(200);
            String standard = url.replace('-', '+').replace('_', '/');
            assertThat(validate(token, standard.replace("+", "%2B").replace("=", "%3D")))
                    .isEqualTo(200);
            assertThat(validate(token, standard.replace("=", "%3D"))).isEqualTo(200);
            assertThat(validate(house.token("ada", VideoGrant.speaker("r")), url)).isEqualTo(401);
        }
        assertThat(validate(token, "nonsense!!")).isEqualTo(400);
        assertThat(validate("nobody's", "nonsense!!")).as("who asks comes first").isEqualTo(401);
        var bomb = SingleClient.request().setMetadata("x".repeat(2 << 20)).build();
        assertThat(validate(token, SingleClient.wrap(bomb, true))).isEqualTo(400);
        assertThat(Answers.get(house.port(), "/rtc/v1/validate?access_token=" + token).statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName(
            "switched off, its paths answer 404, which makes clients fall back to two connections")
    void switchedOff() throws Exception {
        try (var off = new House(new SignalSettings(1 << 20, 50, 100, false))) {
            String token = off.token("ada", VideoGrant.speaker("r"));
            String request = SingleClient.wrap(SingleClient.request().build(), true);
            for (String path : List.of("/rtc/v1/validate", "/rtc/validate")) {
                var answer =
                        Answers.get(
                                off.port(),
                                path + "?access_token=" + token + "&join_request=" + request);
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                        .hasValue("*");
                assertThat(answer.body()).doesNotContain("requested room does not exist");
            }
        }
    }

    private int validate(String token, String request) throws Exception {
        return Answers.get(
                        house.port(),
                        "/rtc/v1/validate?access_token=" + token + "&join_request=" + request)
                .statusCode();
    }

    private WireClient speaking() throws Exception {
        var ada = house.join("ada", VideoGrant.speaker("r"));
        ada.joined();
        ada.publish("cid");
        return ada;
    }

    private static void hears(SingleClient listener, WireClient speaker) {
        int before = listener.heard.packets().size();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(
                        () -> {
                            speaker.talk();
                            return listener.heard.packets().size() > before + 2;
                        });
    }

    private static boolean active(ParticipantInfo info, String identity) {
        return info.getIdentity().equals(identity)
                && info.getState() == ParticipantInfo.State.ACTIVE;
    }

    private static String ufrag(SingleClient client) {
        SessionDescription answer = Objects.requireNonNull(client.answer);
        return Objects.requireNonNull(answer.transport(Attribute.IceUfrag.class)).ufrag();
    }
}
