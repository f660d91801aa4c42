package io.mitalk.media.sfu;

import io.mitalk.media.sfu.MediaEvent.PeerQuality;
import io.mitalk.media.speaker.QualityMeter;
import io.mitalk.media.speaker.QualityMeter.Window;
import java.util.ArrayList;
import java.util.List;

/** Owned by the worker thread. Every few seconds, how each peer of a room is connected: as well as its worst track. */
final class QualityRound {

    private long lastNs;

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
            if (connected && peer.tell(quality)) {
                changed.add(
                        new PeerQuality(peer.sid(), quality, QualityMeter.opinionScore(rating)));
            }
        }
        lastNs = nowNs;
        return changed;
    }

    private static double rate(Transport transport, double seconds, long nowNs) {
        boolean heard = nowNs - transport.heardNs() < 10_000_000_000L;
        double worst = 100;
        for (var up : transport.publications().tracks()) {
            var reception = up.reception();
            var whole =
                    new Window(
                            up.isMuted(),
                            heard,
                            reception.received(),
                            reception.lost(),
                            seconds * DownTrack.PACKETS_PER_SECOND,
                            0,
                            reception.jitterSamples() / 48.0);
            worst = Math.min(worst, up.judgement().rate(whole));
        }
        for (var down : transport.downTracks()) {
            var feedback = down.feedback();
            var whole =
                    new Window(
                            false,
                            heard,
                            Math.max(0, down.packets() - feedback.lost()),
                            feedback.lost(),
                            seconds * down.packetsPerSecond(),
                            feedback.rttMs(),
                            feedback.jitterMs());
            worst = Math.min(worst, down.judgement().rate(whole));
        }
        return worst;
    }
}
