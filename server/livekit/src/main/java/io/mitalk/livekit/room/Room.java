package io.mitalk.livekit.room;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.livekit.data.DataRouter;
import io.mitalk.livekit.negotiation.Agenda;
import io.mitalk.livekit.token.AccessToken;
import io.mitalk.livekit.token.Realm;
import io.mitalk.media.sfu.MediaEvent;
import io.mitalk.media.sfu.RoomHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import livekit.LivekitModels;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.SyncState;
import org.jspecify.annotations.Nullable;

/**
 * Owned by its queue. One room: who is in it, from the first reservation until it is closed. Everybody else reaches it
 * through {@link #agenda}.
 */
public final class Room {

    private final RoomKey key;
    private final String sid;
    private final RoomParts parts;
    private final RoomSettings settings;
    private final RoomTerms terms;
    private final Consumer<Room> onClosed;
    private final Agenda agenda;
    private final RoomHandle media;
    private final long createdAtMs;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final Map<String, Participant> byIdentity = new LinkedHashMap<>();
    private final Roster roster;
    private final News news;
    private final Enforcement enforcement;
    private final Witness witness;
    private final Herald herald;
    private final ServerCalls calls;
    private final DataRouter data;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private int reservations;
    private boolean closed;
    private boolean visited;
    private String metadata;
    private Threads.@Nullable Timer idle;

    Room(
            RoomKey key,
            RoomParts parts,
            RoomSettings settings,
            RoomTerms terms,
            Consumer<Room> onClosed) {
        this.key = key;
        this.terms = terms;
        this.metadata = terms.metadata();
        this.sid = Sids.room(parts.randomness());
        this.parts = parts;
        this.settings = settings;
        this.onClosed = onClosed;
        this.agenda =
                new Agenda(
                        parts.threads().serialQueue("room " + sid), parts.threads(), parts.clock());
        this.createdAtMs = parts.clock().epochMs();
        this.roster = new Roster(this);
        this.news = new News(this);
        this.enforcement = new Enforcement(this);
        this.witness = new Witness(this);
        this.herald = new Herald(this);
        this.calls = new ServerCalls(this);
        this.data = new DataRouter(key.name(), agenda, settings.data(), parts.data(), calls::take);
        this.media = parts.sfu().openRoom(sid, event -> agenda.now(() -> onMedia(event)));
        agenda.now(herald::started);
        agenda.now(this::watchIdle);
    }

    public RoomKey key() {
        return key;
    }

    /** Thread-safe. */
    public String sid() {
        return sid;
    }

    /** Thread-safe. */
    public Agenda agenda() {
        return agenda;
    }

    RoomParts parts() {
        return parts;
    }

    RoomSettings settings() {
        return settings;
    }

    Roster roster() {
        return roster;
    }

    News news() {
        return news;
    }

    Enforcement enforcement() {
        return enforcement;
    }

    public DataRouter data() {
        return data;
    }

    /** What programs call participants for. */
    public ServerCalls calls() {
        return calls;
    }

    Witness witness() {
        return witness;
    }

    Herald herald() {
        return herald;
    }

    /** Completes when the room is closed and its last fact was told. Thread-safe. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Completes when the packet plane has carried out what it was asked so far. Thread-safe. */
    CompletableFuture<Void> settled() {
        return media.settled();
    }

    /** Whether the packet plane is too far behind for one more listener. Thread-safe. */
    boolean overloaded() {
        return media.overloaded(true);
    }

    Collection<Participant> participants() {
        return participants.values();
    }

    @Nullable Participant byIdentity(String identity) {
        return byIdentity.get(identity);
    }

    /**
     * Who bears this identity here.
     *
     * @throws RoomRefused when nobody does
     */
    public Participant participant(String identity) throws RoomRefused {
        var found = byIdentity.get(identity);
        if (found == null) {
            throw new RoomRefused(RoomRefused.Reason.NO_PARTICIPANT);
        }
        return found;
    }

    /** Everybody who is here, those who are hidden too. */
    public List<ParticipantInfo> everybody() {
        return participants.values().stream().map(Participant::info).toList();
    }

    /** Replaces the room's metadata and tells everybody at once. */
    public void describe(String text) {
        metadata = text;
        byte[] message = news.roomUpdate().toByteArray();
        participants.values().forEach(participant -> participant.send(message));
    }

    boolean closed() {
        return closed;
    }

    /** What clients are told about it. */
    public LivekitModels.Room info() {
        return RoomInfo.of(this, terms, metadata);
    }

    long createdAtMs() {
        return createdAtMs;
    }

    /** Keeps a place for somebody whose socket is about to open, so that the limit holds under parallel joins. */
    Place reserve(AccessToken token, boolean keep) {
        String identity = token.identity();
        if (closed) {
            return Place.CLOSED;
        }
        if (enforcement.bars(identity)) {
            return Place.BARRED;
        }
        int replaced = byIdentity.containsKey(identity) ? 1 : 0;
        int newcomers = reservations - replaced;
        if (participants.size() + newcomers >= settings.maxParticipants()
                || enforcement.full(token, terms.maxParticipants(), newcomers)
                || enforcement.crowded(identity, reservations)) {
            return Place.FULL;
        }
        // Who is here already, and comes back, makes no more work than before; and the stage goes
        // on.
        if (replaced == 0 && !enforcement.seated(identity) && media.overloaded(audience(token))) {
            media.turnedAway();
            return Place.BUSY;
        }
        if (keep) {
            reservations++;
            watchIdle();
        }
        return Place.KEPT;
    }

    /** Whether whoever comes with it is likely to listen only. */
    private boolean audience(AccessToken token) {
        return !enforcement.granted(token).mayPublish();
    }

    /** Gives a kept place back. */
    void release() {
        reservations--;
        watchIdle();
    }

    /** Lets a room of the application be as its policy says. */
    void govern(RoomPolicy policy) {
        if (!closed) {
            enforcement.apply(policy);
            watchIdle();
        }
    }

    /**
     * Lets somebody in; an earlier session of the same identity is told that it was replaced. Null when that is not
     * possible any more, and the socket was told so.
     */
    @Nullable Participant join(AccessToken token, Client client, SignalSink sink) {
        if (closed || enforcement.bars(token.identity())) {
            var reason =
                    closed ? DisconnectReason.ROOM_CLOSED : DisconnectReason.PARTICIPANT_REMOVED;
            sink.send(Responses.leave(LeaveRequest.Action.DISCONNECT, reason).toByteArray());
            sink.close();
            return null;
        }
        var before = byIdentity.get(token.identity());
        if (before != null) {
            dismiss(before, DisconnectReason.DUPLICATE_IDENTITY);
        }
        String participantSid = Sids.participant(parts.randomness());
        var peer = media.addPeer(participantSid, audience(token));
        var joined = new Participant(this, participantSid, token, client, peer);
        joined.peer().hidden(joined.hidden());
        joined.peer().stands(enforcement.standing(joined.identity()));
        joined.attach(sink);
        visited |= !joined.serves();
        var existing = publications();
        participants.put(participantSid, joined);
        byIdentity.put(token.identity(), joined);
        joined.send(JoinAnswer.join(this, joined));
        roster.appeared(joined);
        joined.subscriber().open(existing);
        joined.presence().joined();
        news.speakersTo(joined);
        countChanged(joined);
        watchIdle();
        return joined;
    }

    /** Gives a participant that lost its socket another one; null when it is unknown here, or somebody else's. */
    @Nullable Participant resume(String participantSid, String identity, SignalSink sink) {
        var participant = participants.get(participantSid);
        if (participant == null
                || !participant.identity().equals(identity)
                || participant.presence().failed()) {
            return null;
        }
        participant.attach(sink);
        var mishap = participant.takeMishap();
        if (mishap != Simulation.Mishap.BEFORE_ANYTHING) {
            participant.send(JoinAnswer.reconnect(participant.data().lastSequence()));
        }
        if (mishap != Simulation.Mishap.NONE) {
            signalLost(participant, sink);
            return participant;
        }
        roster.flush();
        roster.missed(participant);
        roster.snapshot(participant);
        participant.send(news.roomUpdate());
        news.speakersTo(participant);
        participant.subscriber().restart();
        participant.presence().found();
        return participant;
    }

    /** A resuming client says what it believes; what we do not know of makes it start over. */
    public void sync(Participant participant, SyncState state) {
        for (var track : state.getPublishTracksList()) {
            if (!participant.publisher().owns(track.getTrack().getSid())) {
                participant.send(
                        Responses.leave(
                                LeaveRequest.Action.RECONNECT, DisconnectReason.STATE_MISMATCH));
                remove(participant, DisconnectReason.STATE_MISMATCH);
                return;
            }
        }
        var subscription = state.getSubscription();
        participant.subscriber().wish(subscription.getTrackSidsList(), subscription.getSubscribe());
        participant.subscriber().disable(state.getTrackSidsDisabledList(), true);
    }

    /** The socket ended; only the one that spoke for the participant last counts. */
    public void signalLost(Participant participant, SignalSink sink) {
        if (participants.containsKey(participant.sid()) && participant.speaksThrough(sink)) {
            participant.attach(null);
            participant.presence().signalLost();
        }
    }

    /** Says why, and removes. */
    public void dismiss(Participant participant, DisconnectReason reason) {
        participant.send(Responses.leave(LeaveRequest.Action.DISCONNECT, reason));
        remove(participant, reason);
    }

    /** Takes somebody out: its media ends before anybody is told. Harmless when it is out already. */
    public void remove(Participant participant, DisconnectReason reason) {
        if (participants.remove(participant.sid()) == null) {
            return;
        }
        participant.peer().close();
        witness.leaves(participant, reason);
        herald.left(List.of(participant), reason);
        byIdentity.remove(participant.identity(), participant);
        participant.presence().close();
        participant.publisher().close();
        participant.subscriber().close();
        data.leave(participant.data());
        calls.left(participant.sid());
        participant.attach(null);
        news.gone(participant);
        roster.left(participant, reason);
        countChanged(participant);
        watchIdle();
    }

    private void countChanged(Participant participant) {
        if (key.realm() == Realm.LINK || !participant.hidden()) {
            news.countChanged();
        }
    }

    /** Applies other permissions at once: the packet plane first, then the news. */
    void permit(Participant participant, Permissions permissions) {
        var before = participant.permissions();
        participant.permissions(permissions);
        participant.publisher().enforce();
        if (permissions.maySubscribe() && !before.maySubscribe()) {
            participant.subscriber().open(publications());
        }
        for (TrackPublication heard : participant.subscriber().hearing()) {
            participant.subscriber().consider(heard);
        }
        if (permissions.hidden() && !before.hidden()) {
            roster.hid(participant);
        } else {
            roster.changed(participant);
        }
        if (permissions.hidden() != before.hidden()) {
            participant.peer().hidden(permissions.hidden());
            participant.publisher().publications().forEach(this::published);
            news.countChanged();
        }
        participant.presence().refreshToken();
    }

    @Nullable TrackPublication publication(String trackSid) {
        for (TrackPublication publication : publications()) {
            if (publication.sid().equals(trackSid)) {
                return publication;
            }
        }
        return null;
    }

    /** A track can be heard, or who may hear it changed. */
    void published(TrackPublication publication) {
        for (Participant participant : participants.values()) {
            participant.subscriber().consider(publication);
        }
        news.countChanged();
    }

    void withdrawn(TrackPublication publication) {
        for (Participant participant : participants.values()) {
            participant.subscriber().forget(publication);
        }
        news.countChanged();
    }

    /** Ends it, with a word to everybody. */
    void close(LeaveRequest.Action action, DisconnectReason reason) {
        if (closed) {
            return;
        }
        closed = true;
        herald.left(participants.values(), reason);
        for (Participant participant : List.copyOf(participants.values())) {
            participant.send(Responses.leave(action, reason));
            participant.presence().close();
            participant.subscriber().close();
            participant.attach(null);
            witness.leaves(participant, reason);
            calls.left(participant.sid());
        }
        participants.clear();
        byIdentity.clear();
        herald.finished();
        data.close();
        if (idle != null) {
            idle.cancel();
        }
        media.close();
        onClosed.accept(this);
    }

    private List<TrackPublication> publications() {
        var all = new ArrayList<TrackPublication>();
        for (Participant participant : participants.values()) {
            all.addAll(participant.publisher().publications());
        }
        return all;
    }

    private void onMedia(MediaEvent event) {
        switch (event) {
            case MediaEvent.TransportChanged change -> {
                var participant = participants.get(change.peerSid());
                if (participant != null) {
                    participant.presence().mediaChanged(change);
                }
            }
            case MediaEvent.TrackStarted _ -> {}
            case MediaEvent.SpeechMeasured speech ->
                    witness.spoke(speech.peerSid(), speech.spokenMs(), speech.slots());
            case MediaEvent.PeerClosed gone -> witness.ended(gone.peerSid());
            case MediaEvent.RoomClosed _ -> mediaClosed();
            case MediaEvent.SpeakersChanged changed -> news.speakers(changed.speakers());
            case MediaEvent.QualityMeasured measured -> news.qualities(measured.peers());
        }
    }

    /** The packet plane let go of it; when nobody asked for that, clients start over in another one. */
    private void mediaClosed() {
        boolean lost = !closed;
        if (lost) {
            close(LeaveRequest.Action.RECONNECT, DisconnectReason.MEDIA_FAILURE);
        }
        witness.closed(!lost);
        ended.complete(null);
    }

    /** Whether nobody is here for whom it should stay open. */
    private boolean empty() {
        return reservations == 0 && participants.values().stream().allMatch(Participant::serves);
    }

    private void watchIdle() {
        if (!empty() || closed || enforcement.governed()) {
            if (idle != null) {
                idle.cancel();
                idle = null;
            }
        } else if (idle == null) {
            long delayMs = visited ? terms.departureTimeoutMs() : terms.emptyTimeoutMs();
            idle =
                    agenda.after(
                            delayMs,
                            () -> {
                                if (empty()) {
                                    close(
                                            LeaveRequest.Action.DISCONNECT,
                                            DisconnectReason.ROOM_CLOSED);
                                }
                            });
        }
    }
}
