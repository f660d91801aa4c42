package io.mitalk.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.mitalk.livekit.client.WireClient;
import io.mitalk.livekit.room.RoomKey;
import io.mitalk.livekit.room.RoomPolicy;
import io.mitalk.livekit.room.RoomPolicy.Seat;
import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.VideoGrant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.UserPacket;
import livekit.LivekitRtc.DataChannelReceiveState;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SyncState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Data messages between clients by hand, over real DTLS and SCTP. */
@SuppressWarnings("deprecation") // what clients still read
class DataTest {

    private static final String RELIABLE = "_reliable";
    private static final String LOSSY = "_lossy";
    private static final int UNKNOWN_FIELD = 977;

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
            "[S17] a packet leaves with its true sender and kind, whatever it claimed, and with what else it carried")
    void stamped() throws Exception {
        var ada = speaker("ada");
        var eve = speaker("eve");
        var unknown =
                UnknownFieldSet.newBuilder()
                        .addField(
                                UNKNOWN_FIELD,
                                UnknownFieldSet.Field.newBuilder().addVarint(42).build())
                        .build();
        var forged =
                user("hi", 1).toBuilder()
                        .setKind(DataPacket.Kind.RELIABLE)
                        .setParticipantSid("PA_somebody")
                        .setParticipantIdentity("somebody")
                        .setUnknownFields(unknown)
                        .build();
        ada.sendData(LOSSY, forged.toByteArray());
        var seen = eventually(eve, 1).getFirst();
        assertThat(seen.getKind()).isEqualTo(DataPacket.Kind.LOSSY);
        assertThat(seen.getParticipantIdentity()).isEqualTo("ada");
        assertThat(seen.getParticipantSid()).isEqualTo(ada.sid());
        assertThat(seen.getUser().getParticipantIdentity()).isEqualTo("ada");
        assertThat(seen.getUser().getPayload()).isEqualTo(ByteString.copyFromUtf8("hi"));
        assertThat(seen.getUnknownFields()).isEqualTo(unknown);
        assertThat(ada.data).isEmpty();
    }

    @Test
    @DisplayName(
            "A packet for somebody reaches only them, one that came before reaches nobody, a hidden sender has no name")
    void routed() throws Exception {
        var ada = speaker("ada");
        var eve = speaker("eve");
        var bob = speaker("bob");
        var hidden =
                house.join(
                        "ghost",
                        new VideoGrant(
                                "r", true, false, false, false, true, true, true, List.of(), false,
                                true, false, false));
        hidden.joined();
        hidden.openData();
        send(ada, user("to eve", 1).toBuilder().addDestinationIdentities("eve").build());
        send(ada, user("again", 1));
        send(ada, user("to all", 2));
        assertThat(texts(eventually(eve, 2))).containsExactly("to eve", "to all");
        assertThat(eventually(eve, 1).getFirst().getUser().getDestinationIdentitiesList())
                .containsExactly("eve");
        assertThat(texts(eventually(bob, 1))).containsExactly("to all");
        send(hidden, user("boo", 1));
        var boo = eventually(bob, 2).get(1);
        assertThat(boo.getParticipantIdentity() + boo.getParticipantSid()).isEmpty();
        assertThat(counter("duplicates")).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "[S17] the audience of a community room cannot send data, whatever its token says, and hears what is sent")
    void audience() throws Exception {
        var room = new RoomKey(Realm.APPLICATION, "hall");
        var policy = new RoomPolicy(true, Map.of("ada", new Seat(true, false, 0)), Set.of(), 100);
        house.livekit.govern(room, policy).get(5, TimeUnit.SECONDS);
        var ada = house.enter("ada", "hall");
        var eve = house.enter("eve", "hall");
        for (var client : List.of(ada, eve)) {
            client.joined();
            client.openData();
        }
        for (int i = 1; i <= 50; i++) {
            send(eve, user("flood", i));
        }
        send(ada, user("welcome", 1));
        assertThat(texts(eventually(eve, 1))).containsExactly("welcome");
        Awaitility.await().until(() -> counter("refused") == 50);
        assertThat(ada.data).isEmpty();

        var without = new RoomPolicy(true, Map.of(), Set.of(), 100);
        house.livekit.govern(room, without).get(5, TimeUnit.SECONDS);
        send(ada, user("still here", 2));
        Awaitility.await().until(() -> counter("refused") == 51);
        assertThat(eve.data).hasSize(1);
    }

    @Test
    @DisplayName(
            "[S17] data reaches nobody outside its room, by name or by sid, and who was put out is heard by nobody")
    void outside() throws Exception {
        var ada = speaker("ada");
        var bob = speaker("bob");
        var eve = house.join("eve", VideoGrant.speaker("elsewhere"));
        eve.joined();
        eve.openData();
        send(ada, user("by name", 1).toBuilder().addDestinationIdentities("eve").build());
        send(ada, bySid("by sid", 2, eve.sid()));
        send(ada, user("to all", 3));
        assertThat(texts(eventually(bob, 1))).containsExactly("to all");
        assertThat(counter("unreachable")).isEqualTo(2);

        house.livekit.remove(new RoomKey(Realm.OPERATOR, "r"), "ada").join();
        send(ada, user("from outside", 4));
        send(speaker("carol"), user("later", 1));
        assertThat(texts(eventually(bob, 2))).containsExactly("to all", "later");
        assertThat(eve.data).isEmpty();
    }

    @SuppressWarnings("deprecation") // older clients name their receivers so
    private static DataPacket bySid(String text, int sequence, String sid) {
        var packet = user(text, sequence).toBuilder();
        packet.getUserBuilder().addDestinationSids(sid);
        return packet.build();
    }

    @Test
    @DisplayName(
            "Who resumes is told how far we are, and gets nothing twice that its channel has taken")
    void resumed() throws Exception {
        var ada = speaker("ada");
        var eve = speaker("eve");
        for (int i = 1; i <= 5; i++) {
            send(ada, user("m" + i, i));
        }
        eventually(eve, 5);
        ada.vanish();
        ada.open(
                house.token("ada", VideoGrant.speaker("r")),
                "&protocol=17&reconnect=1&sid=" + ada.sid());
        var back = ada.await("reconnect", SignalResponse::hasReconnect).getReconnect();
        assertThat(back.getLastMessageSeq()).isEqualTo(5);

        eve.send(
                SignalRequest.newBuilder()
                        .setSyncState(
                                SyncState.newBuilder()
                                        .addDatachannelReceiveStates(
                                                DataChannelReceiveState.newBuilder()
                                                        .setPublisherSid(ada.sid())
                                                        .setLastSeq(3))));
        eve.send(SignalRequest.newBuilder().setPing(1));
        eve.await("pong", SignalResponse::hasPong);
        send(ada, user("m6", 6));
        assertThat(texts(eventually(eve, 6))).containsExactly("m1", "m2", "m3", "m4", "m5", "m6");
    }

    @Test
    @DisplayName(
            "A megabyte of reliable messages passes whole and in order, and what is no packet is counted")
    void volume() throws Exception {
        var ada = speaker("ada");
        var eve = speaker("eve");
        ada.sendData(RELIABLE, new byte[] {(byte) 0xff, (byte) 0xff});
        for (int i = 1; i <= 64; i++) {
            send(ada, user("x".repeat(16_000) + i, i));
        }
        var seen = texts(eventually(eve, 64));
        for (int i = 0; i < 64; i++) {
            assertThat(seen.get(i)).endsWith("x" + (i + 1));
        }
        assertThat(counter("malformed")).isEqualTo(1);
    }

    private WireClient speaker(String identity) throws Exception {
        var client = house.join(identity, VideoGrant.speaker("r"));
        client.joined();
        client.openData();
        return client;
    }

    private static void send(WireClient sender, DataPacket packet) {
        sender.sendData(RELIABLE, packet.toByteArray());
    }

    private static DataPacket user(String text, int sequence) {
        return DataPacket.newBuilder()
                .setSequence(sequence)
                .setUser(UserPacket.newBuilder().setPayload(ByteString.copyFromUtf8(text)))
                .build();
    }

    private static List<DataPacket> eventually(WireClient client, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> client.data.size() >= count);
        return client.data.stream().map(message -> packet(message.bytes())).toList();
    }

    private static DataPacket packet(byte[] bytes) {
        try {
            return DataPacket.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> texts(List<DataPacket> packets) {
        return packets.stream()
                .map(packet -> packet.getUser().getPayload().toStringUtf8())
                .toList();
    }

    private int counter(String name) {
        var counter = house.meters.find("mitalk.livekit.data." + name).functionCounter();
        return counter == null ? 0 : (int) counter.count();
    }
}
