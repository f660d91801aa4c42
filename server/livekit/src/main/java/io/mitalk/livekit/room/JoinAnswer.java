package io.mitalk.livekit.room;

import livekit.LivekitModels.Codec;
import livekit.LivekitModels.ServerInfo;
import livekit.LivekitRtc.JoinResponse;
import livekit.LivekitRtc.ReconnectResponse;
import livekit.LivekitRtc.SignalResponse;

/** Immutable. The first message of a socket, and what the server says of itself in it. */
final class JoinAnswer {

    static final int PROTOCOL = 17;
    private static final int PING_INTERVAL_SECONDS = 5;
    private static final int PING_TIMEOUT_SECONDS = 15;

    /** The server whose behaviour this one follows; clients gate features on it, so it is not MiTalk's own version. */
    private static final String VERSION = "1.13.5";

    private static final ServerInfo SERVER =
            ServerInfo.newBuilder()
                    .setVersion(VERSION)
                    .setProtocol(PROTOCOL)
                    .setNodeId("ND_mitalk")
                    .build();

    private JoinAnswer() {}

    static SignalResponse join(Room room, Participant participant) {
        var join =
                JoinResponse.newBuilder()
                        .setRoom(room.info())
                        .setParticipant(participant.info())
                        .addAllOtherParticipants(room.roster().visibleTo(participant))
                        .setServerVersion(VERSION)
                        .setServerInfo(SERVER)
                        .setSubscriberPrimary(!participant.publisherFirst())
                        .setPingInterval(PING_INTERVAL_SECONDS)
                        .setPingTimeout(PING_TIMEOUT_SECONDS)
                        .addEnabledPublishCodecs(Codec.newBuilder().setMime("audio/opus"))
                        .setFastPublish(opensBoth(participant));
        return SignalResponse.newBuilder().setJoin(join).build();
    }

    /**
     * Whether a client with two connections opens its second one at once. Opened by the first message or track it would
     * be lost to a client whose socket breaks just then: its offer is dropped, and none follows after the resume.
     */
    private static boolean opensBoth(Participant participant) {
        return !participant.client().single() && participant.permissions().mayPublish();
    }

    /** The client sends again what came after {@code lastSequence} of its reliable messages. */
    static SignalResponse reconnect(int lastSequence) {
        return SignalResponse.newBuilder()
                .setReconnect(
                        ReconnectResponse.newBuilder()
                                .setServerInfo(SERVER)
                                .setLastMessageSeq(lastSequence))
                .build();
    }
}
