package io.mitalk.livekit.data;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.mitalk.livekit.proto.Weight;
import io.mitalk.media.sctp.DataMessage;
import java.util.List;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.UserPacket;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What a data packet says of itself, and what we say in its place. The members that are deprecated in the
 * protocol are still read by clients. Fields that we do not know stay where they are.
 */
@SuppressWarnings("deprecation")
final class Packets {

    static final String RELIABLE = "_reliable";
    static final String LOSSY = "_lossy";

    /** Frames of data tracks, which are not served. */
    static final String TRACKS = "_data_track";

    private Packets() {}

    /** The packet inside a message; one of an application's own channel becomes a user packet. Null: it is none. */
    static @Nullable DataPacket read(DataMessage message) {
        if (!message.label().equals(RELIABLE) && !message.label().equals(LOSSY)) {
            var user = UserPacket.newBuilder().setPayload(ByteString.copyFrom(message.bytes()));
            return DataPacket.newBuilder().setUser(user).build();
        }
        try {
            Weight.check(DataPacket.getDescriptor(), message.bytes());
            return DataPacket.parseFrom(message.bytes());
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    static boolean reliable(DataPacket packet) {
        return packet.getKind() == DataPacket.Kind.RELIABLE;
    }

    /** Whether this kind of packet goes from participant to participant. */
    static boolean relayed(DataPacket packet) {
        return switch (packet.getValueCase()) {
            case METRICS, SPEAKER -> false;
            default -> true;
        };
    }

    /** The packet as receivers get it. */
    static DataPacket stamp(DataPacket packet, boolean reliable, Standing sender) {
        String sid = sender.hidden() ? "" : sender.sid();
        String identity = sender.hidden() ? "" : sender.identity();
        var builder = packet.toBuilder().setParticipantSid(sid);
        builder.setKind(reliable ? DataPacket.Kind.RELIABLE : DataPacket.Kind.LOSSY);
        if (!sender.agent() || packet.getParticipantIdentity().isEmpty()) {
            builder.setParticipantIdentity(identity);
        }
        if (packet.hasUser()) {
            var user = packet.getUser().toBuilder();
            user.setParticipantSid(sid).setParticipantIdentity(identity);
            shareDestinations(builder, user);
            builder.setUser(user);
        }
        return builder.build();
    }

    /** The same names stand in two places: older clients write and read the inner one. */
    private static void shareDestinations(DataPacket.Builder packet, UserPacket.Builder user) {
        if (packet.getDestinationIdentitiesCount() == 0) {
            packet.addAllDestinationIdentities(user.getDestinationIdentitiesList());
        } else {
            user.clearDestinationIdentities()
                    .addAllDestinationIdentities(packet.getDestinationIdentitiesList());
        }
    }

    /** Whom it is for by sid, when nobody is named by identity; empty means everybody. */
    static List<String> destinationSids(DataPacket packet) {
        return packet.hasUser() ? packet.getUser().getDestinationSidsList() : List.of();
    }
}
