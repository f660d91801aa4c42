package io.mitalk.livekit.roomservice;

import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.UserPacket;
import livekit.LivekitRoom.SendDataRequest;

/**
 * Immutable. What a program sends as a message of nobody's. Members that the protocol's definition calls deprecated are
 * written too, since older clients read them.
 */
@SuppressWarnings("deprecation")
final class ServerPackets {

    private ServerPackets() {}

    static DataPacket of(SendDataRequest request) {
        var user =
                UserPacket.newBuilder()
                        .setPayload(request.getData())
                        .addAllDestinationSids(request.getDestinationSidsList())
                        .addAllDestinationIdentities(request.getDestinationIdentitiesList())
                        .setNonce(request.getNonce());
        if (request.hasTopic()) {
            user.setTopic(request.getTopic());
        }
        return DataPacket.newBuilder()
                .setKind(request.getKind())
                .addAllDestinationIdentities(request.getDestinationIdentitiesList())
                .setUser(user)
                .build();
    }
}
