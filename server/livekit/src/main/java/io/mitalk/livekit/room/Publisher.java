package io.mitalk.livekit.room;

import io.mitalk.livekit.negotiation.DownSections;
import io.mitalk.livekit.negotiation.OfferedTrack;
import io.mitalk.livekit.negotiation.OfferedTracks;
import io.mitalk.livekit.negotiation.PublisherAnswerer;
import io.mitalk.media.sfu.TransportHandle;
import io.mitalk.media.sfu.TransportRole;
import io.mitalk.media.sfu.UpTrackSpec;
import io.mitalk.media.tap.Taps;
import io.mitalk.wire.sdp.SdpException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.AudioTrackFeature;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.MuteTrackRequest;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the room's queue. What one participant sends. An announcement ({@code add_track}) and a section of an offer
 * may come in either order and are bound when both are there.
 */
public final class Publisher implements OfferedTracks {

    private final Room room;
    private final Participant self;
    private final Map<String, TrackPublication> pending = new LinkedHashMap<>();
    private final Map<String, TrackPublication> byMid = new LinkedHashMap<>();
    private final Map<String, OfferedTrack> unclaimed = new HashMap<>();
    private @Nullable TransportHandle transport;
    private @Nullable PublisherAnswerer answerer;
    private @Nullable DownSections downSections;

    Publisher(Room room, Participant self) {
        this.room = room;
        this.self = self;
    }

    /** Whether others see it as somebody who publishes. */
    boolean active() {
        return !byMid.isEmpty();
    }

    Collection<TrackPublication> publications() {
        // Asked of everybody in the room at each join, and hardly anybody publishes.
        return byMid.isEmpty() ? List.of() : List.copyOf(byMid.values());
    }

    List<TrackInfo> infos() {
        return byMid.values().stream().map(TrackPublication::info).toList();
    }

    /** Announces a track; answered by {@code track_published}, or by a reason. */
    public void add(AddTrackRequest request) {
        var refusal = refusal(request);
        if (refusal != null) {
            if (refusal == RequestResponse.Reason.NOT_ALLOWED) {
                self.refusals().add("announced a track");
            }
            answer(RequestResponse.newBuilder().setReason(refusal).setAddTrack(request));
            return;
        }
        var publication =
                new TrackPublication(
                        self,
                        request.getCid(),
                        TrackDescription.of(
                                request,
                                Sids.track(room.parts().randomness(), request.getSource())));
        publication.force(room.enforcement().mutes(self));
        pending.put(request.getCid(), publication);
        self.send(Responses.published(request.getCid(), publication.info()));
        if (publication.mutedByForce()) {
            self.send(Responses.mute(publication.sid(), true));
        }
        for (OfferedTrack offered : List.copyOf(unclaimed.values())) {
            if (pending.containsKey(request.getCid()) && matches(offered, publication)) {
                bind(publication, offered);
            }
        }
    }

    /** Answers an offer of the publisher connection, which is opened with the first. */
    public void offer(SessionDescription offer) {
        try {
            String sdp = answerer().answer(offer.getSdp());
            var down = downSections;
            var mids = new HashMap<String, String>();
            if (down == null) {
                byMid.forEach((mid, publication) -> mids.put(mid, publication.sid()));
            } else {
                mids.putAll(down.trackSidByMid());
            }
            self.send(
                    Responses.answer(
                            SessionDescription.newBuilder()
                                    .setType("answer")
                                    .setSdp(sdp)
                                    .setId(offer.getId())
                                    .putAllMidToTrackId(mids)
                                    .build()));
            if (down != null) {
                down.answered();
            }
        } catch (SdpException e) {
            answer(
                    RequestResponse.newBuilder()
                            .setReason(RequestResponse.Reason.UNCLASSIFIED_ERROR)
                            .setMessage(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Claim offered(OfferedTrack offered) {
        if (!self.permissions().mayPublish()) {
            self.refusals().add("offered to send a track");
            answer(
                    RequestResponse.newBuilder()
                            .setReason(RequestResponse.Reason.NOT_ALLOWED)
                            .setMessage("this participant may not publish"));
            return Claim.REFUSED;
        }
        var publication = byMid.get(offered.mid());
        if (publication == null) {
            publication = match(offered);
            if (publication == null) {
                unclaimed.put(offered.mid(), offered);
                return Claim.MONO;
            }
            bind(publication, offered);
        }
        return TrackDescription.claim(publication.info());
    }

    @Override
    public boolean repeats(String mid) {
        var publication = byMid.get(mid);
        return publication != null && publication.repeats();
    }

    @Override
    public void silent(String mid) {
        unclaimed.remove(mid);
        var ended = byMid.remove(mid);
        if (ended != null) {
            withdrawn(ended);
        }
    }

    /** The participant's own wish; an unknown sid is answered with NOT_FOUND. */
    public void mute(String trackSid, boolean muted) {
        var publication = find(trackSid);
        if (publication == null) {
            answer(
                    RequestResponse.newBuilder()
                            .setReason(RequestResponse.Reason.NOT_FOUND)
                            .setMute(
                                    MuteTrackRequest.newBuilder()
                                            .setSid(trackSid)
                                            .setMuted(muted)));
            return;
        }
        if (!muted && publication.mutedByForce()) {
            self.send(Responses.mute(trackSid, true));
            return;
        }
        changeMute(publication, muted);
    }

    /** Mutes all its tracks whatever the client does, or leaves that to the client again. */
    void force(boolean muted) {
        boolean changed = false;
        for (TrackPublication publication : everything()) {
            if (publication.force(muted)) {
                changed = true;
                if (muted) {
                    self.send(Responses.mute(publication.sid(), true));
                }
            }
        }
        if (changed) {
            muteChanged();
        }
    }

    /** Has what others hear of it recorded, or, with null, no longer. */
    void record(@Nullable Taps taps) {
        byMid.values().forEach(publication -> publication.record(taps));
    }

    /** A moderator's wish; false when there is no such track. */
    public boolean muteFromOutside(String trackSid, boolean muted) {
        var publication = find(trackSid);
        if (publication == null) {
            return false;
        }
        changeMute(publication, muted);
        self.send(Responses.mute(trackSid, muted));
        return true;
    }

    /** What others are told of a track, null when there is none. */
    public @Nullable TrackInfo track(String trackSid) {
        var publication = find(trackSid);
        return publication == null ? null : publication.info();
    }

    /** Relays what the microphone's processing is. */
    public void features(String trackSid, List<AudioTrackFeature> features) {
        var publication = find(trackSid);
        if (publication != null) {
            publication.info(
                    publication.info().toBuilder()
                            .clearAudioFeatures()
                            .addAllAudioFeatures(TrackDescription.known(features))
                            .build());
            self.touched();
            room.roster().changed(self);
        }
    }

    /** Whether this sid is one of its tracks, announced or published. */
    boolean owns(String trackSid) {
        return find(trackSid) != null;
    }

    /** Whether it sends sound that it has not muted itself. */
    boolean audible() {
        return byMid.values().stream().anyMatch(TrackPublication::open);
    }

    /** Ends what the permissions do not allow any more. */
    void enforce() {
        pending.values()
                .removeIf(
                        publication ->
                                !self.permissions().mayPublish(publication.info().getSource()));
        if (!self.permissions().mayPublish()) {
            unclaimed.clear();
        }
        for (TrackPublication publication : publications()) {
            if (!self.permissions().mayPublish(publication.info().getSource())) {
                publication.close();
                byMid.remove(publication.mid());
                self.send(Responses.unpublished(publication.sid()));
                withdrawn(publication);
            }
        }
    }

    /** Ends everything because the participant leaves; others hear of that by its farewell. */
    void close() {
        for (TrackPublication publication : publications()) {
            publication.close();
            byMid.remove(publication.mid());
            room.withdrawn(publication);
        }
        pending.clear();
        unclaimed.clear();
    }

    private void changeMute(TrackPublication publication, boolean muted) {
        publication.mute(muted);
        muteChanged();
    }

    private void muteChanged() {
        self.touched();
        room.roster().changed(self);
        room.witness().microphone(self);
    }

    private void withdrawn(TrackPublication publication) {
        publication.close();
        self.touched();
        room.roster().changed(self);
        room.withdrawn(publication);
        room.witness().microphone(self);
        room.herald().unpublished(publication);
    }

    private void bind(TrackPublication publication, OfferedTrack offered) {
        unclaimed.remove(offered.mid());
        pending.remove(publication.cid());
        var carrier = transport;
        if (carrier == null) {
            return;
        }
        var handle =
                carrier.addUpTrack(
                        new UpTrackSpec(
                                publication.sid(),
                                offered.mid(),
                                offered.ssrc(),
                                offered.payloadType(),
                                offered.midExtension(),
                                offered.audioLevelExtension(),
                                publication.info().getMuted(),
                                publication.microphone(),
                                publication.repeats() ? offered.redPayloadType() : 0,
                                publication.encrypted()));
        publication.bind(offered.mid(), handle);
        publication.record(room.enforcement().taps(self.identity()));
        byMid.put(offered.mid(), publication);
        self.touched();
        // Others must know the track before their next offer carries it.
        room.roster().changed(self);
        room.published(publication);
        room.witness().microphone(self);
        room.herald().published(publication);
    }

    /**
     * By the client's own id; failing that, the one that waits longest: ids differ after a replacement and in Firefox.
     */
    private @Nullable TrackPublication match(OfferedTrack offered) {
        var named = pending.get(offered.cid());
        if (named != null) {
            return named;
        }
        return pending.isEmpty() ? null : pending.values().iterator().next();
    }

    private boolean matches(OfferedTrack offered, TrackPublication publication) {
        return offered.cid().equals(publication.cid())
                || unclaimed.values().stream()
                        .noneMatch(other -> other.cid().equals(publication.cid()));
    }

    private List<TrackPublication> everything() {
        var all = new ArrayList<>(byMid.values());
        all.addAll(pending.values());
        return all;
    }

    private @Nullable TrackPublication find(String trackSid) {
        for (TrackPublication publication : everything()) {
            if (publication.sid().equals(trackSid)) {
                return publication;
            }
        }
        return null;
    }

    /** What a client with one connection hears by the answers to its offers; null for one with two. */
    @Nullable DownSections downSections() {
        answerer();
        return downSections;
    }

    private PublisherAnswerer answerer() {
        var existing = answerer;
        if (existing != null) {
            return existing;
        }
        var port = room.data().port(self.data());
        var opened = self.peer().openTransport(TransportRole.PUBLISHER, port, List.of());
        port.attach(opened);
        transport = opened;
        if (self.client().single()) {
            var parts =
                    new DownSections.Parts(
                            room.agenda(),
                            room.parts().randomness(),
                            room.settings().negotiationTimeoutMs());
            downSections = new DownSections(parts, opened, self.subscriber());
        }
        var made =
                new PublisherAnswerer(
                        opened, this, downSections, room.parts().randomness().nextInt());
        answerer = made;
        return made;
    }

    private RequestResponse.@Nullable Reason refusal(AddTrackRequest request) {
        if (!self.permissions().mayPublish(request.getSource())) {
            return RequestResponse.Reason.NOT_ALLOWED;
        }
        if (request.getType() != TrackType.AUDIO) {
            return RequestResponse.Reason.UNSUPPORTED_TYPE;
        }
        int longest = room.settings().texts().name();
        if (request.getName().length() > longest
                || request.getStream().length() > longest
                || request.getCid().length() > longest) {
            return RequestResponse.Reason.LIMIT_EXCEEDED;
        }
        if (pending.containsKey(request.getCid())) {
            return RequestResponse.Reason.QUEUED;
        }
        if (pending.size() >= room.settings().maxPendingTracks()
                || pending.size() + byMid.size() >= room.settings().maxTracks()) {
            return RequestResponse.Reason.LIMIT_EXCEEDED;
        }
        return null;
    }

    private void answer(RequestResponse.Builder response) {
        self.send(SignalResponse.newBuilder().setRequestResponse(response).build());
    }
}
