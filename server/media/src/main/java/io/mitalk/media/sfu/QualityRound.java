package io.mitalk.media.sfu;

import io.mitalk.media.sfu.MediaEvent.PeerQuality;
import io.mitalk.media.sfu.MediaEvent.Quality;
import io.mitalk.media.speaker.QualityMeter;
import io.mitalk.media.speaker.QualityMeter.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Owned by the worker thread. Every few seconds, how each peer of a room is connected: as well as its worst track. */
final class QualityRound {

    private final Map<Object, Track> tracks = new WeakHashMap<>();
    private final Map<Peer, Quality> told = new WeakHashMap<>();
    private long lastNs;

    /** What was counted of a track up to the last round. */
    private static final class Track {
        private final QualityMeter meter = new QualityMeter();
        private long packets;
        private long lost;
    }

    /** Answers the peers whose word changed since the last round, or that are new. */
    List<PeerQuality> measure(List<Peer> peers, long nowNs) {
        double seconds = lastNs == 0 ? 5 : (nowNs - lastNs) / 1e9;
        var changed = new ArrayList<PeerQuality>();
        for (var peer : peers) {
            double rating = 100;
            boolean connected = false;
            for (var transport : peer.transports()) {
                connected |= transport.isReady();
                rating = Math.min(rating, rate(transport, seconds, nowNs));
            }
            var quality = QualityMeter.quality(rating);
            if (connected && told.put(peer, quality) != quality) {
                changed.add(
                        new PeerQuality(peer.sid(), quality, QualityMeter.opinionScore(rating)));
            }
        }
        lastNs = nowNs;
        return changed;
    }

    private double rate(Transport transport, double seconds, long nowNs) {
        boolean heard = nowNs - transport.heardNs() < 10_000_000_000L;
        double worst = 100;
        for (var up : transport.publications().tracks()) {
            var reception = up.reception();
            var track = tracks.computeIfAbsent(up, key -> new Track());
            var window =
                    count(track, up.isMuted(), heard, reception.received(), reception.lost())
                            .window(
                                    seconds * DownTrack.PACKETS_PER_SECOND,
                                    0,
                                    reception.jitterSamples() / 48.0);
            worst = Math.min(worst, track.meter.add(window));
        }
        for (var down : transport.downTracks()) {
            var feedback = down.feedback();
            var track = tracks.computeIfAbsent(down, key -> new Track());
            long arrived = Math.max(0, down.packets() - feedback.lost());
            var window =
                    count(track, false, heard, arrived, feedback.lost())
                            .window(
                                    seconds * down.packetsPerSecond(),
                                    feedback.rttMs(),
                                    feedback.jitterMs());
            worst = Math.min(worst, track.meter.add(window));
        }
        return worst;
    }

    private static Count count(Track track, boolean idle, boolean heard, long packets, long lost) {
        long newPackets = Math.max(0, packets - track.packets);
        long newLost = Math.max(0, lost - track.lost);
        track.packets = packets;
        track.lost = lost;
        // A track that is quiet altogether is not judged: silence is not a bad connection.
        return new Count(idle || (heard && newPackets == 0), heard, newPackets, newLost);
    }

    private record Count(boolean idle, boolean heard, long packets, long lost) {
        Window window(double usual, double rttMs, double jitterMs) {
            return new Window(idle, heard, packets, lost, usual, rttMs, jitterMs);
        }
    }
}
