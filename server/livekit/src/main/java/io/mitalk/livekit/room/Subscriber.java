package io.mitalk.livekit.room;

import io.mitalk.livekit.data.DataRouter;
import io.mitalk.livekit.negotiation.DownSections;
import io.mitalk.livekit.negotiation.HeardTrack;
import io.mitalk.livekit.negotiation.HeardTracks;
import io.mitalk.livekit.negotiation.SubscriberOfferer;
import io.mitalk.media.sfu.TransportRole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.SubscriptionError;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SubscriptionPermission;
import livekit.LivekitRtc.SubscriptionResponse;
import livekit.LivekitRtc.TrackPermission;
import org.jspecify.annotations.Nullable;

/** Owned by the room's queue. What one participant hears: its wishes, what it may hear, and the offers that follow. */
public final class Subscriber implements SubscriberOfferer.Events, DownSections.Events {

    private static final long UNKNOWN_TRACK_MS = 60_000;
    private static final int MAX_WISHES = 10_000;

    /** Ours are far shorter; what is longer names no track. */
    private static final int MAX_SID_CHARS = 64;

    private final Room room;
    private final Participant self;
    private final Map<String, Boolean> wishes = new HashMap<>();
    private final Map<String, TrackPublication> hearing = new LinkedHashMap<>();
    private final Set<String> awaited = new HashSet<>();
    private final Set<String> denied = new HashSet<>();
    private final Set<String> disabled = new HashSet<>();
    private SubscriptionPermission granted =
            SubscriptionPermission.newBuilder().setAllParticipants(true).build();

    /** How it is told what it hears: by our offers, or by answers to its own. Null while it hears nothing. */
    private @Nullable HeardTracks heard;

    private @Nullable SubscriberOfferer offerer;

    Subscriber(Room room, Participant self) {
        this.room = room;
        this.self = self;
    }

    /** Opens the connection and offers what is there, if the participant may hear at all. */
    void open(Collection<TrackPublication> existing) {
        if (!self.permissions().maySubscribe()) {
            return;
        }
        if (heard == null) {
            heard = self.client().single() ? self.publisher().downSections() : offerer();
        }
        existing.forEach(this::consider);
        if (offerer != null) {
            offerer.offerNow();
        }
    }

    private SubscriberOfferer offerer() {
        var parts =
                new SubscriberOfferer.Parts(
                        room.agenda(),
                        room.parts().randomness(),
                        room.settings().negotiationTimeoutMs(),
                        !self.client().safari());
        var port = room.data().port(self.data());
        var transport =
                self.peer().openTransport(TransportRole.SUBSCRIBER, port, DataRouter.CHANNELS);
        port.attach(transport);
        var made = new SubscriberOfferer(parts, transport, this);
        offerer = made;
        return made;
    }

    /** Whether it hears a track of this participant. */
    boolean hears(String participantSid) {
        for (TrackPublication publication : hearing.values()) {
            var owner = publication.owner();
            if (owner.sid().equals(participantSid)) {
                return room.enforcement().audible(owner, self);
            }
        }
        return false;
    }

    /** Whom it hears now, by sid. */
    Set<String> heardParticipants() {
        var sids = new HashSet<String>();
        for (TrackPublication publication : hearing.values()) {
            if (room.enforcement().audible(publication.owner(), self)) {
                sids.add(publication.owner().sid());
            }
        }
        return sids;
    }

    /** Subscribes or unsubscribes, whatever wish and permissions ask for now. */
    void consider(TrackPublication publication) {
        var connection = heard;
        var source = publication.source();
        String trackSid = publication.sid();
        if (connection == null || source == null || publication.owner() == self) {
            return;
        }
        boolean wished = wishes.getOrDefault(trackSid, self.client().autoSubscribe());
        boolean allowed =
                self.permissions().maySubscribe()
                        && !publication.owner().hidden()
                        && publication.owner().subscriber().lets(self, trackSid);
        if (wished && !allowed && denied.add(trackSid)) {
            self.send(Responses.allowed(publication.owner().sid(), trackSid, false));
        }
        if (allowed && denied.remove(trackSid)) {
            self.send(Responses.allowed(publication.owner().sid(), trackSid, true));
        }
        boolean hears = hearing.containsKey(trackSid);
        if (wished && allowed && !hears) {
            hearing.put(trackSid, publication);
            connection.add(
                    new HeardTrack(
                            publication.owner().sid(),
                            trackSid,
                            source,
                            TrackDescription.stereo(publication.info())));
            connection.pause(trackSid, silent(publication));
            insist(trackSid);
            room.news().heardFromNowOn(self, publication.owner());
        } else if (hears && !(wished && allowed)) {
            forget(publication);
        }
    }

    /** The track is gone. */
    void forget(TrackPublication publication) {
        denied.remove(publication.sid());
        if (hearing.remove(publication.sid()) != null) {
            if (heard != null) {
                heard.remove(publication.sid());
            }
            room.news().notHeardAnyMore(self, publication.owner());
        }
    }

    /** Wishes for tracks, known or not yet. */
    public void wish(Collection<String> trackSids, boolean subscribe) {
        for (String trackSid : trackSids) {
            if (trackSid.length() > MAX_SID_CHARS
                    || (wishes.size() >= MAX_WISHES && !wishes.containsKey(trackSid))) {
                continue;
            }
            wishes.put(trackSid, subscribe);
            var publication = room.publication(trackSid);
            if (publication != null) {
                consider(publication);
                insist(trackSid);
            } else if (subscribe && awaited.add(trackSid)) {
                self.refusals().add("asked for a track from elsewhere");
                room.agenda().after(UNKNOWN_TRACK_MS, () -> giveUp(trackSid));
            }
        }
    }

    /** Who asked for a track by name hears it also where only the loudest are heard. */
    private void insist(String trackSid) {
        if (heard != null) {
            heard.insist(trackSid, wishes.getOrDefault(trackSid, false));
        }
    }

    /** Stops or goes on sending a track that stays subscribed. */
    public void disable(Collection<String> trackSids, boolean disable) {
        for (String trackSid : trackSids) {
            if (!disable) {
                disabled.remove(trackSid);
            } else if (disabled.size() < MAX_WISHES && trackSid.length() <= MAX_SID_CHARS) {
                disabled.add(trackSid);
            }
            var publication = hearing.get(trackSid);
            if (heard != null && publication != null) {
                heard.pause(trackSid, silent(publication));
            }
        }
    }

    /**
     * Lets through or holds back what it hears. The tracks stay negotiated, so that going on air costs one order a
     * track and no description.
     */
    void gate() {
        if (heard != null) {
            for (TrackPublication publication : hearing.values()) {
                heard.pause(publication.sid(), silent(publication));
            }
        }
        room.news().gated(self);
    }

    private boolean silent(TrackPublication publication) {
        return disabled.contains(publication.sid())
                || !room.enforcement().audible(publication.owner(), self);
    }

    /** Says who may hear this participant's own tracks. */
    public void grant(SubscriptionPermission permission) {
        granted = permission;
        for (TrackPublication publication : self.publisher().publications()) {
            room.published(publication);
        }
    }

    /** Applies the client's answer. */
    public void answer(SessionDescription answer) {
        if (offerer != null) {
            offerer.answer(answer.getId(), answer.getSdp());
        }
    }

    /** After the client came back: an ICE restart, which in the case of one connection is the client's own. */
    void restart() {
        switch (heard) {
            case SubscriberOfferer offering -> offering.restart();
            case DownSections answering -> answering.resumed();
            case null -> {}
        }
    }

    void close() {
        if (heard != null) {
            heard.close();
        }
        hearing.clear();
    }

    @Override
    public void offer(int id, String sdp, Map<String, String> trackSidByMid) {
        self.send(
                Responses.offer(
                        SessionDescription.newBuilder()
                                .setType("offer")
                                .setSdp(sdp)
                                .setId(id)
                                .putAllMidToTrackId(trackSidByMid)
                                .build()));
    }

    @Override
    public void needed(int sections) {
        self.send(Responses.sections(sections));
    }

    @Override
    public void bound(String trackSid) {
        var publication = hearing.get(trackSid);
        if (publication != null && publication.firstHeard()) {
            publication.owner().send(Responses.subscribed(trackSid));
        }
    }

    @Override
    public void failed() {
        // A client whose signalling is lost cannot answer; its resume brings a new offer.
        if (self.reachable()) {
            self.send(
                    Responses.leave(
                            LeaveRequest.Action.RECONNECT, DisconnectReason.STATE_MISMATCH));
            room.remove(self, DisconnectReason.STATE_MISMATCH);
        }
    }

    /** What it hears or has a wish for, to be looked at again after its permission changed. */
    List<TrackPublication> hearing() {
        return new ArrayList<>(hearing.values());
    }

    private boolean lets(Participant listener, String trackSid) {
        if (granted.getAllParticipants()) {
            return true;
        }
        for (TrackPermission permission : granted.getTrackPermissionsList()) {
            boolean meant =
                    permission.getParticipantSid().equals(listener.sid())
                            || permission.getParticipantIdentity().equals(listener.identity());
            if (meant
                    && (permission.getAllTracks()
                            || permission.getTrackSidsList().contains(trackSid))) {
                return true;
            }
        }
        return false;
    }

    private void giveUp(String trackSid) {
        awaited.remove(trackSid);
        if (wishes.getOrDefault(trackSid, false) && room.publication(trackSid) == null) {
            wishes.remove(trackSid);
            self.send(
                    SignalResponse.newBuilder()
                            .setSubscriptionResponse(
                                    SubscriptionResponse.newBuilder()
                                            .setTrackSid(trackSid)
                                            .setErr(SubscriptionError.SE_TRACK_NOTFOUND))
                            .build());
        }
    }
}
