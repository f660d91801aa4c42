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

    /**
     * Takes a round into the rating and returns it, 0 to 100.
     *
     * @param whole what one round sees of the track, with packets and losses since its beginning
     */
    double rate(Window whole) {
        long newPackets = Math.max(0, whole.packets() - packets);
        long newLost = Math.max(0, whole.lost() - lost);
        packets = whole.packets();
        lost = whole.lost();
        // A track that is quiet altogether is not judged: silence is not a bad connection.
        boolean idle = whole.idle() || (whole.heard() && newPackets == 0);
        return meter.add(whole.counting(idle, newPackets, newLost));
    }
}
