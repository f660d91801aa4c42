package io.mitalk.media.sfu;

/** Owned by the worker thread. What a receiver last said of a track that we send to it (RFC 3550 section 6.4.1). */
final class Feedback {

    /** Older reports say nothing of now. */
    private static final long STALE_NS = 10_000_000_000L;

    private static final double SAMPLES_PER_MS = 48;

    private boolean reported;
    private long reportedNs;
    private int fractionLost;
    private long lost;
    private long jitterSamples;
    private double rttMs;
    private final LossGate losses;

    /** {@code lossPercent} is what a receiver may lose without {@link #lossy}. */
    Feedback(int lossPercent) {
        losses = new LossGate(lossPercent);
    }

    void report(long nowNs, int fraction, long cumulativeLost, long jitter) {
        reported = true;
        reportedNs = nowNs;
        fractionLost = fraction;
        lost = Math.max(0, cumulativeLost);
        jitterSamples = jitter;
        losses.report(fraction, nowNs);
    }

    void roundTrip(double ms) {
        rttMs = ms;
    }

    /** Whether it lost too much for merged packets lately. */
    boolean lossy() {
        return losses.closed();
    }

    /** In 256ths, 0 when nothing was said lately. */
    int fractionLost(long nowNs) {
        return reported && nowNs - reportedNs < STALE_NS ? fractionLost : 0;
    }

    long lost() {
        return lost;
    }

    double jitterMs() {
        return jitterSamples / SAMPLES_PER_MS;
    }

    /** 0 when unknown. */
    double rttMs() {
        return rttMs;
    }
}
