package io.mitalk.media.sfu;

import io.mitalk.media.overload.Relief;
import io.mitalk.media.sfu.TimerQueue.Timer;
import io.mitalk.media.speaker.ActiveSpeakers;
import io.mitalk.media.speaker.LoudestN;
import io.mitalk.media.speaker.SpeakerSettings;
import io.mitalk.media.speaker.SpeechTimer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owned by the worker thread. Who is in a room, and the way of a packet from one of them to the others. */
final class Room {

    private static final Logger LOG = LoggerFactory.getLogger(Room.class);
    private static final int QUALITY_MS = 5000;

    private final WorkerContext context;
    private final String sid;
    private final MediaListener listener;
    private final List<Peer> peers = new ArrayList<>();
    private final SpeakerSettings speaking;
    private final ActiveSpeakers speakers;
    private final LoudestN loudest;
    private final QualityRound quality = new QualityRound();
    private int watched;
    private @Nullable Timer speakerTimer;
    private @Nullable Timer qualityTimer;
    private boolean open;

    Room(WorkerContext context, String sid, MediaListener listener) {
        this.context = context;
        this.sid = sid;
        this.listener = listener;
        this.speaking = SpeakerSettings.every(context.settings().speakerIntervalMs());
        this.speakers = new ActiveSpeakers(speaking);
        var forward = context.settings().forward();
        this.loudest = new LoudestN(forward.loudest(), forward.loudestHoldMs());
    }

    void open() {
        open = true;
        context.counters().rooms++;
    }

    void close() {
        if (!open) {
            return;
        }
        for (var peer : List.copyOf(peers)) {
            remove(peer);
        }
        stopListening();
        tell(new MediaEvent.RoomClosed());
        open = false;
        context.counters().rooms--;
    }

    void add(Peer peer, long nowNs) {
        if (!open) {
            return;
        }
        peers.add(peer);
        peer.opened();
        context.counters().peers++;
        if (qualityTimer == null) {
            qualityTimer = context.timers().every(QUALITY_MS, nowNs, this::measureQuality);
        }
    }

    void remove(Peer peer) {
        if (!peer.close()) {
            return;
        }
        peers.remove(peer);
        context.counters().peers--;
        var timer = qualityTimer;
        if (peers.isEmpty() && timer != null) {
            context.timers().cancel(timer);
            qualityTimer = null;
        }
        tell(new MediaEvent.PeerClosed(peer.sid()));
    }

    void add(UpTrack track, long nowNs) {
        var transport = track.transport();
        if (!open || transport.isOver() || !transport.publications().add(track)) {
            return;
        }
        transport.peer().reconsider();
        if (track.spec().microphone()) {
            track.contends(loudest.add(track.fanOut()::withhold));
        }
        boolean heard = track.spec().microphone() && track.spec().audioLevelExtension() != 0;
        track.opened(
                heard ? speakers.add(transport.peer().sid(), track.spec().trackSid()) : null,
                heard ? new SpeechTimer(speaking.activeLevel()) : null);
        if (heard && watched++ == 0 && speakerTimer == null) {
            int everyMs = context.settings().speakerIntervalMs();
            speakerTimer = context.timers().every(everyMs, nowNs, this::listen);
        }
    }

    void remove(UpTrack track) {
        if (!track.closed()) {
            return;
        }
        tellSpeech(track);
        track.transport().publications().remove(track);
        var contender = track.contender();
        if (contender != null) {
            loudest.remove(contender);
        }
        var meter = track.meter();
        if (meter != null) {
            speakers.remove(meter);
            watched--;
        }
        track.fanOut().flush();
        for (var down : List.copyOf(track.fanOut().receivers())) {
            remove(down);
        }
        track.transport().peer().reconsider();
    }

    void add(DownTrack track) {
        if (!open || track.transport().isOver() || !track.source().isOpen()) {
            return;
        }
        track.opened();
        track.transport().downTracks().add(track);
        track.source().fanOut().add(track);
    }

    void remove(DownTrack track) {
        if (!track.closed()) {
            return;
        }
        track.source().fanOut().remove(track);
        track.transport().downTracks().remove(track);
        track.transport().retire(track.spec().ssrc());
    }

    /** A transport is over: what came and went on it ends. */
    void endTracks(Transport transport) {
        for (var track : List.copyOf(transport.publications().tracks())) {
            remove(track);
        }
        for (var track : List.copyOf(transport.downTracks())) {
            remove(track);
        }
    }

    /** Last step of the pipeline: to each receiver under its own numbers and keys. */
    @Nullable DropReason forward(AudioPacket packet, UpTrack track) {
        if (track.startsNow()) {
            tell(
                    new MediaEvent.TrackStarted(
                            track.transport().peer().sid(), track.spec().trackSid()));
        }
        return isHeard(packet, track)
                ? track.fanOut().forward(packet)
                : track.fanOut().withhold(packet);
    }

    private boolean isHeard(AudioPacket packet, UpTrack track) {
        var contender = track.contender();
        int level = packet.level < 0 ? -1 : packet.level & AudioPacket.SILENCE;
        return contender == null
                || loudest.packet(contender, level, packet.len, packet.samples, packet.nowNs);
    }

    private void listen(long nowNs) {
        var changed = speakers.tick();
        if (!changed.isEmpty()) {
            tell(new MediaEvent.SpeakersChanged(changed));
        }
        // A tick more than tracks need: the last one that spoke is told to have stopped.
        if (watched == 0) {
            stopListening();
        }
    }

    private void stopListening() {
        var timer = speakerTimer;
        if (timer != null) {
            context.timers().cancel(timer);
            speakerTimer = null;
        }
    }

    private void tellSpeech(UpTrack track) {
        long spokenMs = track.takeSpokenMs();
        if (spokenMs > 0) {
            String peerSid = track.transport().peer().sid();
            tell(new MediaEvent.SpeechMeasured(peerSid, track.spec().trackSid(), spokenMs));
        }
    }

    private void measureSpeech() {
        for (int i = 0; i < peers.size(); i++) {
            for (var transport : peers.get(i).transports()) {
                transport.publications().tracks().forEach(this::tellSpeech);
            }
        }
    }

    private void measureQuality(long nowNs) {
        if (context.overload().sheds(Relief.STATISTICS)) {
            context.counters().shed(Relief.STATISTICS);
        } else {
            measureSpeech();
        }
        if (context.overload().sheds(Relief.QUALITY)) {
            context.counters().shed(Relief.QUALITY);
            return;
        }
        var changed = quality.measure(peers, nowNs);
        if (!changed.isEmpty()) {
            tell(new MediaEvent.QualityMeasured(changed));
        }
    }

    /** Tells the room's listener, unless the room was closed. */
    void tell(MediaEvent event) {
        if (open) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException e) {
                LOG.error("a listener of room {} failed", sid, e);
            }
        }
    }
}
