package io.mitalk.livekit.signal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.mitalk.http.UpgradeRefused;
import io.mitalk.kit.testing.fuzz.FuzzTarget;
import io.mitalk.livekit.proto.Weight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import livekit.LivekitModels.ClientInfo;
import livekit.LivekitModels.ParticipantTracks;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.DataChannelReceiveState;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SyncState;
import livekit.LivekitRtc.TrackPublishedResponse;
import livekit.LivekitRtc.UpdateSubscription;
import livekit.LivekitRtc.WrappedJoinRequest;

/** Thread-safe. What clients say on the signalling socket, and in the query that opens it, as targets. */
public final class SignalTargets {

    private static final int INPUTS = 15_000;

    /** What {@link Weight} grants to every message. */
    private static final int SPARE_BYTES = 1 << 18;

    /** Each part of a join request becomes a message of its own besides. */
    private static final int JOIN_SPARE_BYTES = 2 * SPARE_BYTES;

    private SignalTargets() {}

    public static Stream<FuzzTarget> all() {
        return Stream.of(
                FuzzTarget.of("signal", requests(), SignalTargets::request)
                        .sparing(SPARE_BYTES)
                        .trying(INPUTS),
                FuzzTarget.of("join-request", joins(), input -> join(wrapped(input)))
                        .sparing(JOIN_SPARE_BYTES)
                        .trying(INPUTS),
                FuzzTarget.of("join-query", queries(), SignalTargets::query)
                        .sparing(JOIN_SPARE_BYTES)
                        .trying(INPUTS));
    }

    private static boolean request(byte[] input) {
        try {
            Weight.check(SignalRequest.getDescriptor(), input);
            return SignalRequest.parseFrom(input).getMessageCase()
                    != SignalRequest.MessageCase.MESSAGE_NOT_SET;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private static boolean join(String parameter) {
        try {
            var request = JoinRequests.read(parameter);
            return !JoinRequests.messages(request).isEmpty();
        } catch (UpgradeRefused e) {
            return false;
        }
    }

    /** Names and values as they come out of an address: each line is one pair. */
    private static boolean query(byte[] input) {
        Map<String, String> parameters = new HashMap<>();
        for (String line : new String(input, StandardCharsets.UTF_8).split("\n", 64)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                parameters.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        try {
            String token = JoinQuery.token(parameters::get, parameters::get);
            return !JoinQuery.read(token, parameters::get).token().isEmpty();
        } catch (UpgradeRefused e) {
            return false;
        }
    }

    private static List<byte[]> requests() {
        var offer = SessionDescription.newBuilder().setType("offer").setSdp("v=0\r\n").setId(7);
        var track =
                AddTrackRequest.newBuilder()
                        .setCid("cid")
                        .setName("mic")
                        .setSource(TrackSource.MICROPHONE);
        var heard =
                UpdateSubscription.newBuilder()
                        .addTrackSids("TR_abc")
                        .setSubscribe(true)
                        .addParticipantTracks(
                                ParticipantTracks.newBuilder()
                                        .setParticipantSid("PA_x")
                                        .addTrackSids("TR_y"));
        var crowd = UpdateSubscription.newBuilder();
        for (int i = 0; i < 4_000; i++) {
            crowd.addParticipantTracks(ParticipantTracks.getDefaultInstance());
        }
        return Stream.of(
                        SignalRequest.newBuilder().setOffer(offer),
                        SignalRequest.newBuilder().setAddTrack(track),
                        SignalRequest.newBuilder().setSubscription(heard),
                        SignalRequest.newBuilder().setSubscription(crowd),
                        SignalRequest.newBuilder().setSyncState(state(offer)))
                .map(request -> request.build().toByteArray())
                .toList();
    }

    private static SyncState.Builder state(SessionDescription.Builder offer) {
        return SyncState.newBuilder()
                .setAnswer(offer)
                .addPublishTracks(
                        TrackPublishedResponse.newBuilder()
                                .setCid("c")
                                .setTrack(TrackInfo.newBuilder().setSid("TR_a").setName("mic")))
                .addDatachannelReceiveStates(
                        DataChannelReceiveState.newBuilder().setPublisherSid("PA_b").setLastSeq(9));
    }

    private static List<byte[]> joins() {
        var offer = SessionDescription.newBuilder().setType("offer").setSdp("v=0\r\n");
        var request =
                JoinRequest.newBuilder()
                        .setClientInfo(ClientInfo.newBuilder().setProtocol(16).setBrowser("x"))
                        .addAddTrackRequests(AddTrackRequest.newBuilder().setCid("a"))
                        .putParticipantAttributes("k", "v")
                        .setMetadata("m")
                        .setPublisherOffer(offer)
                        .setSyncState(state(offer))
                        .build();
        var crowd = JoinRequest.newBuilder();
        for (int i = 0; i < 4_000; i++) {
            crowd.addAddTrackRequests(AddTrackRequest.getDefaultInstance());
        }
        return List.of(request.toByteArray(), crowd.build().toByteArray());
    }

    private static List<byte[]> queries() {
        return Stream.of(
                        "access_token=t\nprotocol=16\nauto_subscribe=1\nbrowser=Safari\npublish=p"
                                + "\ncapabilities=CAP_PACKET_TRAILER,x\nreconnect=1\nsid=PA_a",
                        "Authorization=Bearer t\nattributes=" + base64(bytes("{\"a\":\"b\"}")),
                        "access_token=t\njoin_request=" + wrapped(joins().getFirst()),
                        "access_token=t\njoin_request=" + wrapped(bytes("nonsense")))
                .map(SignalTargets::bytes)
                .toList();
    }

    /** As clients send it, zipped. */
    private static String wrapped(byte[] request) {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return base64(
                WrappedJoinRequest.newBuilder()
                        .setCompression(WrappedJoinRequest.Compression.GZIP)
                        .setJoinRequest(ByteString.copyFrom(zipped.toByteArray()))
                        .build()
                        .toByteArray());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
