package io.mitalk.media.speaker;

import io.mitalk.media.sfu.MediaEvent.Quality;

/**
 * Owned by the worker thread. Estimates how one track sounds at its receiver from loss, round trip and jitter: a
 * simplified E-model (ITU-T G.107) whose rating starts at 100, as LiveKit's clients expect it.
 */
public final class QualityMeter {

    /** Rating points a percent of loss costs Opus, softened by its in-band FEC. */
    private static final double LOSS_WEIGHT = 8 / 1.5;

    private static final double RISE = 0.4;
    private static final double FALL = 0.8;
    private static final double DRY = 40;
    private static final double LOST = 20;
    private static final double GONE = 10;

    private double rating = 100;

    /**
     * What was seen of a track in one measuring interval.
     *
     * @param idle muted or paused by us: silence is as it should be
     * @param heard any datagram at all came from the peer
     * @param packets media packets that arrived
     * @param lost packets that did not, after repair
     * @param usual packets that somebody who talks all the time would have brought in the interval
     * @param rttMs round trip, 0 when unknown
     * @param jitterMs interarrival jitter (RFC 3550 section 6.4.1)
     */
    public record Window(
            boolean idle,
            boolean heard,
            long packets,
            long lost,
            double usual,
            double rttMs,
            double jitterMs) {

        /** The same with other counts. */
        public Window counting(boolean nowIdle, long nowPackets, long nowLost) {
            return new Window(nowIdle, heard, nowPackets, nowLost, usual, rttMs, jitterMs);
        }
    }

    /** Takes an interval into the rating and returns it, 0 to 100. */
    public double add(Window window) {
        if (window.idle()) {
            rating = 100;
            return rating;
        }
        double now = window.packets() == 0 ? dry(window) : rate(window);
        rating += (now - rating) * (now > rating ? RISE : FALL);
        return rating;
    }

    /** The word for a rating. */
    public static Quality quality(double rating) {
        if (rating > 80) {
            return Quality.EXCELLENT;
        }
        if (rating > DRY) {
            return Quality.GOOD;
        }
        return rating > LOST ? Quality.POOR : Quality.LOST;
    }

    /** The mean opinion score of a rating, 1 to 4.5 (ITU-T G.107 annex B). */
    public static double opinionScore(double rating) {
        return 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating);
    }

    private static double dry(Window window) {
        // A sender may have nothing to say; only one that is silent on every channel may be gone.
        return window.heard() ? DRY : GONE;
    }

    private static double rate(Window window) {
        double delayMs = window.rttMs() / 2 + 2 * window.jitterMs();
        double delayCost = delayMs <= 160 ? delayMs / 40 : (delayMs - 120) / 10;
        double percent = 100.0 * window.lost() / (window.packets() + window.lost());
        double density = Math.min(1, window.packets() / window.usual());
        return Math.clamp(100 - delayCost - percent * LOSS_WEIGHT * Math.sqrt(density), 0, 100);
    }
}
