package io.mitalk.livekit.signal;

import io.mitalk.kit.time.Clock;
import io.mitalk.livekit.room.Participant;
import io.mitalk.livekit.room.ParticipantChange;
import io.mitalk.livekit.room.Simulation;
import java.util.ArrayList;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitRtc.Ping;
import livekit.LivekitRtc.Pong;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.UpdateSubscription;

/** Owned by the room's queue. What each message of a client means. */
record Requests(Participant participant, Clock clock) {

    void handle(SignalRequest request) {
        switch (request.getMessageCase()) {
            case OFFER -> participant.publisher().offer(request.getOffer());
            case ANSWER -> participant.subscriber().answer(request.getAnswer());
            case ADD_TRACK -> participant.publisher().add(request.getAddTrack());
            case MUTE ->
                    participant
                            .publisher()
                            .mute(request.getMute().getSid(), request.getMute().getMuted());
            case SUBSCRIPTION -> subscribe(request.getSubscription());
            case TRACK_SETTING ->
                    participant
                            .subscriber()
                            .disable(
                                    request.getTrackSetting().getTrackSidsList(),
                                    request.getTrackSetting().getDisabled());
            case LEAVE -> participant.leave(DisconnectReason.CLIENT_INITIATED);
            case SUBSCRIPTION_PERMISSION ->
                    participant.subscriber().grant(request.getSubscriptionPermission());
            case SYNC_STATE -> participant.sync(request.getSyncState());
            case SIMULATE -> Simulation.run(participant, request.getSimulate());
            case PING -> send(SignalResponse.newBuilder().setPong(clock.epochMs()));
            case PING_REQ -> pong(request.getPingReq());
            case UPDATE_METADATA ->
                    ParticipantChange.requested(participant, request.getUpdateMetadata());
            case UPDATE_AUDIO_TRACK -> {
                var update = request.getUpdateAudioTrack();
                participant.publisher().features(update.getTrackSid(), update.getFeaturesList());
            }
            case PUBLISH_DATA_TRACK_REQUEST ->
                    send(
                            SignalResponse.newBuilder()
                                    .setRequestResponse(
                                            RequestResponse.newBuilder()
                                                    .setReason(RequestResponse.Reason.NOT_ALLOWED)
                                                    .setPublishDataTrack(
                                                            request.getPublishDataTrackRequest())));
            // With ICE-lite the client's addresses show themselves by their checks; video is not
            // what we forward.
            case TRICKLE,
                    UPDATE_LAYERS,
                    UPDATE_VIDEO_TRACK,
                    UNPUBLISH_DATA_TRACK_REQUEST,
                    UPDATE_DATA_SUBSCRIPTION,
                    MESSAGE_NOT_SET -> {}
        }
    }

    private void subscribe(UpdateSubscription update) {
        var sids = new ArrayList<>(update.getTrackSidsList());
        update.getParticipantTracksList().forEach(tracks -> sids.addAll(tracks.getTrackSidsList()));
        participant.subscriber().wish(sids, update.getSubscribe());
    }

    private void pong(Ping ping) {
        send(
                SignalResponse.newBuilder()
                        .setPongResp(
                                Pong.newBuilder()
                                        .setLastPingTimestamp(ping.getTimestamp())
                                        .setTimestamp(clock.epochMs())));
    }

    private void send(SignalResponse.Builder response) {
        participant.send(response.build());
    }
}
