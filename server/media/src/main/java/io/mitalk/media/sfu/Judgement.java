package io.mitalk.media.sfu;

import io.mitalk.media.speaker.QualityMeter;
import io.mitalk.media.speaker.QualityMeter.Window;

/**
 * Owned by the worker thread. What was counted of one track up to the last round of {@link QualityRound}, and how it
 * sounded. It is the track's own, so that it ends with it.
 */
final class Judgement {

    private final QualityMeter meter = new QualityMeter();
    private long packets;
    private long lost;

    /** What one round sees of a track; {@code packets} and {@code lost} are counted from its beginning. */
    record Sight(
            boolean idle,
            boolean heard,
            long packets,
            long lost,
            double usual,
            double rttMs,
            double jitterMs) {}

    /** Takes a round into the rating and returns it, 0 to 100. */
    double rate(Sight sight) {
        long newPackets = Math.max(0, sight.packets - packets);
        long newLost = Math.max(0, sight.lost - lost);
        packets = sight.packets;
        lost = sight.lost;
        // A track that is quiet altogether is not judged: silence is not a bad connection.
        boolean idle = sight.idle || (sight.heard && newPackets == 0);
        return meter.add(
                new Window(
                        idle,
                        sight.heard,
                        newPackets,
                        newLost,
                        sight.usual,
                        sight.rttMs,
                        sight.jitterMs));
    }
}
