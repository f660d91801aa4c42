package io.mitalk.livekit.data;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import io.mitalk.media.sctp.DataMessage;
import java.util.List;
import java.util.stream.Stream;
import livekit.LivekitModels.ChatMessage;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataStream;
import livekit.LivekitModels.RpcRequest;
import livekit.LivekitModels.UserPacket;

/** Thread-safe. A data packet as its sender made it, read and stamped for its receivers, as a target. */
@SuppressWarnings("deprecation") // older clients name receivers inside
public final class PacketTarget {

    private static final int INPUTS = 15_000;

    /** What a message's weight grants to the smallest one, and as much again for the stamped one. */
    private static final int SPARE_BYTES = 1 << 18;

    private PacketTarget() {}

    /** Immutable. Whoever sends. */
    private record Sender(String sid, String identity, boolean hidden) implements Standing {
        @Override
        public boolean maySendData() {
            return true;
        }

        @Override
        public boolean agent() {
            return false;
        }

        @Override
        public void dataLost() {}
    }

    public static FuzzTarget packet() {
        var sender = new Sender("PA_s", "sender", false);
        return FuzzTarget.of(
                        "data-packet",
                        seeds(),
                        input -> {
                            var packet =
                                    Packets.read(
                                            new DataMessage(Packets.RELIABLE, true, false, input));
                            if (packet == null) {
                                return false;
                            }
                            var stamped = Packets.stamp(packet, true, sender);
                            Audience.of(
                                            stamped.getDestinationIdentitiesList(),
                                            Packets.destinationSids(stamped))
                                    .includes(sender);
                            return stamped.toByteArray().length > 0;
                        })
                .sparing(SPARE_BYTES)
                .trying(INPUTS);
    }

    private static List<byte[]> seeds() {
        var crowd = DataPacket.newBuilder();
        for (int i = 0; i < 4_000; i++) {
            crowd.addDestinationIdentities("");
        }
        return Stream.of(
                        DataPacket.newBuilder()
                                .setSequence(7)
                                .setUser(
                                        UserPacket.newBuilder()
                                                .setTopic("t")
                                                .addDestinationSids("PA_x")),
                        DataPacket.newBuilder()
                                .addDestinationIdentities("i")
                                .setChatMessage(
                                        ChatMessage.newBuilder().setId("1").setMessage("hi")),
                        DataPacket.newBuilder()
                                .setRpcRequest(RpcRequest.newBuilder().setId("1").setMethod("m")),
                        DataPacket.newBuilder()
                                .setStreamHeader(
                                        DataStream.Header.newBuilder()
                                                .setStreamId("s")
                                                .putAttributes("k", "v")),
                        crowd)
                .map(packet -> packet.build().toByteArray())
                .toList();
    }
}
