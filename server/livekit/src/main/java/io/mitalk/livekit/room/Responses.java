package io.mitalk.livekit.room;

import java.util.List;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.MediaSectionsRequirement;
import livekit.LivekitRtc.MuteTrackRequest;
import livekit.LivekitRtc.ParticipantUpdate;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SubscriptionPermissionUpdate;
import livekit.LivekitRtc.TrackPublishedResponse;
import livekit.LivekitRtc.TrackSubscribed;
import livekit.LivekitRtc.TrackUnpublishedResponse;

/** Immutable. The server's messages that have no logic of their own. */
final class Responses {

    private Responses() {}

    static SignalResponse update(List<ParticipantInfo> infos) {
        return SignalResponse.newBuilder()
                .setUpdate(ParticipantUpdate.newBuilder().addAllParticipants(infos))
                .build();
    }

    static SignalResponse leave(LeaveRequest.Action action, DisconnectReason reason) {
        return SignalResponse.newBuilder()
                .setLeave(
                        LeaveRequest.newBuilder()
                                .setAction(action)
                                .setReason(reason)
                                // What clients before protocol 13 read instead of the action.
                                .setCanReconnect(action != LeaveRequest.Action.DISCONNECT))
                .build();
    }

    static SignalResponse published(String cid, TrackInfo track) {
        return SignalResponse.newBuilder()
                .setTrackPublished(TrackPublishedResponse.newBuilder().setCid(cid).setTrack(track))
                .build();
    }

    static SignalResponse unpublished(String trackSid) {
        return SignalResponse.newBuilder()
                .setTrackUnpublished(TrackUnpublishedResponse.newBuilder().setTrackSid(trackSid))
                .build();
    }

    static SignalResponse subscribed(String trackSid) {
        return SignalResponse.newBuilder()
                .setTrackSubscribed(TrackSubscribed.newBuilder().setTrackSid(trackSid))
                .build();
    }

    static SignalResponse mute(String trackSid, boolean muted) {
        return SignalResponse.newBuilder()
                .setMute(MuteTrackRequest.newBuilder().setSid(trackSid).setMuted(muted))
                .build();
    }

    static SignalResponse allowed(String participantSid, String trackSid, boolean allowed) {
        return SignalResponse.newBuilder()
                .setSubscriptionPermissionUpdate(
                        SubscriptionPermissionUpdate.newBuilder()
                                .setParticipantSid(participantSid)
                                .setTrackSid(trackSid)
                                .setAllowed(allowed))
                .build();
    }

    static SignalResponse refreshToken(String token) {
        return SignalResponse.newBuilder().setRefreshToken(token).build();
    }

    /** Asks a client with one connection for an offer with so many more sections to listen in. */
    static SignalResponse sections(int audios) {
        return SignalResponse.newBuilder()
                .setMediaSectionsRequirement(
                        MediaSectionsRequirement.newBuilder().setNumAudios(audios))
                .build();
    }

    static SignalResponse offer(SessionDescription offer) {
        return SignalResponse.newBuilder().setOffer(offer).build();
    }

    static SignalResponse answer(SessionDescription answer) {
        return SignalResponse.newBuilder().setAnswer(answer).build();
    }
}
