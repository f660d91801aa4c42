package io.mitalk.media.sfu;

import io.mitalk.media.overload.Relief;
import io.mitalk.media.sfu.TimerQueue.Timer;
import io.mitalk.media.speaker.SpeakerSettings;
import io.mitalk.media.speaker.SpeechTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread, but for {@link #population} and what never changes. The part of a room that lives on one
 * worker: its peers there with their transports and tracks. The part that is the room's home also decides, on its
 * {@link Podium}, who is heard everywhere.
 */
final class Room {

    private static final int QUALITY_MS = 5000;

    private final Span span;
    private final Worker worker;
    private final WorkerContext context;
    private final @Nullable Podium podium;
    private final AtomicInteger population = new AtomicInteger();
    private final List<Peer> peers = new ArrayList<>();
    private final List<Feed> feeds = new ArrayList<>();
    private final QualityRound quality = new QualityRound();
    private @Nullable Timer qualityTimer;
    private boolean open;

    Room(Span span, Worker worker, boolean home) {
        this.span = span;
        this.worker = worker;
        this.context = worker.context();
        this.podium = home ? new Podium(this) : null;
    }

    void open() {
        open = true;
        context.counters().rooms += podium == null ? 0 : 1;
    }

    void close() {
        if (!open) {
            return;
        }
        for (var peer : List.copyOf(peers)) {
            remove(peer);
        }
        open = false;
        if (podium != null) {
            podium.stop();
            context.counters().rooms--;
            // Where this worker came to its end by itself the others do not know.
            span.close();
        }
        span.closed(this);
    }

    /** A peer was placed here and is on its way. Thread-safe. */
    void expect() {
        population.incrementAndGet();
        worker.loaded(1);
    }

    private void release() {
        population.decrementAndGet();
        worker.loaded(-1);
    }

    /** Peers that are here or on their way. Thread-safe. */
    int population() {
        return population.get();
    }

    void add(Peer peer, long nowNs) {
        if (!open) {
            release();
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
        release();
        context.counters().peers--;
        var timer = qualityTimer;
        if (peers.isEmpty() && timer != null) {
            context.timers().cancel(timer);
            qualityTimer = null;
        }
        tell(new MediaEvent.PeerClosed(peer.sid()));
    }

    void add(UpTrack track) {
        var transport = track.transport();
        var voice = track.span().voice();
        if (!open || transport.isOver() || !transport.publications().add(track)) {
            voice.close(this);
            return;
        }
        transport.peer().reconsider();
        track.opened(track.spec().tellsLevels() ? new SpeechTimer(activeLevel()) : null);
        voice.open(this, transport.peer().standing());
    }

    private int activeLevel() {
        return SpeakerSettings.every(context.settings().speakerIntervalMs()).activeLevel();
    }

    void remove(UpTrack track) {
        if (!track.closed()) {
            return;
        }
        tellSpeech(track, context.clock().nanoTime());
        track.transport().publications().remove(track);
        track.span().voice().close(this);
        track.transport().peer().reconsider();
    }

    void add(DownTrack track) {
        var source = track.source();
        if (!open || track.transport().isOver() || !source.isOpen()) {
            return;
        }
        track.opened();
        track.transport().downTracks().add(track);
        if (source.fanOut().receivers().isEmpty()) {
            feeds.add(source);
        }
        source.fanOut().add(track);
    }

    void remove(DownTrack track) {
        if (!track.closed()) {
            return;
        }
        var source = track.source();
        source.fanOut().remove(track);
        track.transport().downTracks().remove(track);
        track.transport().retire(track.spec().ssrc());
        if (source.fanOut().receivers().isEmpty()) {
            feeds.remove(source);
            source.tellFractionLost(context.clock().nanoTime());
        }
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

    private void tellSpeech(UpTrack track, long nowNs) {
        long spokenMs = track.takeSpokenMs();
        long slots = track.takeSpokenSlots(nowNs);
        if (spokenMs > 0) {
            String peerSid = track.transport().peer().sid();
            tell(new MediaEvent.SpeechMeasured(peerSid, track.spec().trackSid(), spokenMs, slots));
        }
    }

    private void measureSpeech(long nowNs) {
        for (int i = 0; i < peers.size(); i++) {
            for (var transport : peers.get(i).transports()) {
                transport.publications().tracks().forEach(track -> tellSpeech(track, nowNs));
            }
        }
    }

    private void measureQuality(long nowNs) {
        for (int i = 0; i < feeds.size(); i++) {
            feeds.get(i).tellFractionLost(nowNs);
        }
        if (context.overload().sheds(Relief.STATISTICS)) {
            context.counters().shed(Relief.STATISTICS);
        } else {
            measureSpeech(nowNs);
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
            span.tell(event);
        }
    }

    /** The whole of it. */
    Span span() {
        return span;
    }

    Worker worker() {
        return worker;
    }

    WorkerContext context() {
        return context;
    }

    /** Where it is decided who is heard; null anywhere but at home. */
    @Nullable Podium podium() {
        return podium;
    }

    boolean isOpen() {
        return open;
    }
}
