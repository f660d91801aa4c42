package io.mitalk.livekit.json;

import static io.mitalk.kit.testing.fuzz.FuzzTarget.must;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.mitalk.kit.testing.fuzz.FuzzTarget;
import io.mitalk.livekit.proto.Weight;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.ParticipantPermission;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitRoom.CreateRoomRequest;
import livekit.LivekitRoom.ListRoomsRequest;
import livekit.LivekitRoom.PerformRpcRequest;
import livekit.LivekitRoom.SendDataRequest;
import livekit.LivekitRoom.UpdateParticipantRequest;
import livekit.LivekitRoom.UpdateSubscriptionsRequest;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Requests of the server API in both forms as targets; the first byte says which request. */
public final class TwirpTargets {

    private static final int INPUTS = 15_000;
    private static final int SPARE_BYTES = 1 << 18;

    private static final List<Message> SAMPLES =
            List.of(
                    CreateRoomRequest.newBuilder()
                            .setName("r")
                            .setEmptyTimeout(30)
                            .setMetadata("é汉")
                            .build(),
                    ListRoomsRequest.newBuilder().addNames("a").addNames("b").build(),
                    UpdateParticipantRequest.newBuilder()
                            .setRoom("r")
                            .setIdentity("i")
                            .putAttributes("k", "v")
                            .setPermission(
                                    ParticipantPermission.newBuilder()
                                            .setCanPublish(true)
                                            .addCanPublishSources(TrackSource.MICROPHONE))
                            .build(),
                    UpdateSubscriptionsRequest.newBuilder()
                            .setRoom("r")
                            .addTrackSids("TR_a")
                            .setSubscribe(true)
                            .build(),
                    SendDataRequest.newBuilder()
                            .setRoom("r")
                            .setKind(DataPacket.Kind.LOSSY)
                            .addDestinationIdentities("i")
                            .build(),
                    PerformRpcRequest.newBuilder().setRoom("r").setMethod("m").build());

    private TwirpTargets() {}

    public static Stream<FuzzTarget> all() {
        return Stream.of(
                FuzzTarget.of(
                                "twirp-json",
                                seeds(message -> bytes(ProtoWriter.TWIRP.write(message))),
                                input -> read(input) != null)
                        .verified(TwirpTargets::same)
                        .sparing(SPARE_BYTES)
                        .trying(INPUTS),
                FuzzTarget.of("twirp-proto", seeds(Message::toByteArray), TwirpTargets::parsed)
                        .sparing(SPARE_BYTES)
                        .trying(INPUTS));
    }

    private interface Form {
        byte[] of(Message message);
    }

    private static List<byte[]> seeds(Form form) {
        var seeds = new ArrayList<byte[]>();
        for (int i = 0; i < SAMPLES.size(); i++) {
            var seed = new ByteArrayOutputStream();
            seed.write(i);
            seed.writeBytes(form.of(SAMPLES.get(i)));
            seeds.add(seed.toByteArray());
        }
        return seeds;
    }

    private static Message.Builder builder(byte[] input) {
        int which = input.length == 0 ? 0 : (input[0] & 0xFF) % SAMPLES.size();
        return SAMPLES.get(which).newBuilderForType();
    }

    private static byte[] body(byte[] input) {
        return Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
    }

    private static @Nullable Message read(byte[] input) {
        var builder = builder(input);
        try {
            ProtoReader.read(new String(body(input), StandardCharsets.UTF_8), builder);
            return builder.build();
        } catch (ProtoInvalid e) {
            return null;
        }
    }

    private static boolean parsed(byte[] input) {
        var builder = builder(input);
        byte[] body = body(input);
        try {
            Weight.check(builder.getDescriptorForType(), body);
            builder.mergeFrom(body);
            return true;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private static void same(byte[] input) throws ProtoInvalid {
        var first = read(input);
        if (first != null) {
            var again = first.newBuilderForType();
            ProtoReader.read(ProtoWriter.EVENT.write(first), again);
            must(again.build().equals(first), "what is written is read as the same");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
