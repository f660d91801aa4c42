package io.mitalk.media.speaker;

/**
 * Owned by the worker thread. How long somebody has spoken, in media time: loud packets (RFC 6464) count, and after
 * each up to 200 ms of what is not loud, so that the gaps between words do not make speech shorter. Allocates nothing.
 */
public final class SpeechTimer {

    private static final int SAMPLES_PER_MS = 48;
    private static final int HANG_OVER_SAMPLES = 200 * SAMPLES_PER_MS;

    private final int activeLevel;
    private final SpeechSlots slots = new SpeechSlots();
    private long spokenSamples;
    private int hangOverSamples;

    /** {@code activeLevel} is the quietest level that counts as loud, in -dBov. */
    public SpeechTimer(int activeLevel) {
        this.activeLevel = activeLevel;
    }

    /**
     * Takes one packet.
     *
     * @param levelDbov 0 is the loudest, 127 silence
     * @param samples the packet's duration at 48 kHz
     * @param gapSamples media time between the end of the packet before and this one: not sent, or lost
     * @param nowNs when the packet arrived
     */
    public void packet(int levelDbov, int samples, int gapSamples, long nowNs) {
        hang(gapSamples);
        if (levelDbov <= activeLevel) {
            slots.loud(nowNs);
            spokenSamples += samples;
            hangOverSamples = HANG_OVER_SAMPLES;
        } else {
            hang(samples);
        }
    }

    /** The track was muted: what comes after does not continue what was before. */
    public void interrupt() {
        hangOverSamples = 0;
    }

    /** Whole milliseconds spoken since they were taken last; the rest is kept. */
    public long takeMs() {
        long ms = spokenSamples / SAMPLES_PER_MS;
        spokenSamples -= ms * SAMPLES_PER_MS;
        return ms;
    }

    /** Which tenths of a second until now were spoken in, as {@link SpeechSlots} has them. */
    public long takeSlots(long nowNs) {
        return slots.take(nowNs);
    }

    private void hang(int samples) {
        int counted = Math.clamp(samples, 0, hangOverSamples);
        spokenSamples += counted;
        hangOverSamples -= counted;
    }
}
