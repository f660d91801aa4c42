package io.mitalk.media.speaker;

/**
 * Owned by the worker thread. Turns the audio levels of one track's packets (RFC 6464) into a smoothed loudness. A
 * window counts as speech when enough of it is loud, so that a cough or a click does not make a speaker. Allocates
 * nothing.
 */
public final class LevelMeter {

    /** Level of digital silence in -dBov (RFC 6464 section 3). */
    private static final int SILENCE = 127;

    private static final int SAMPLES_PER_MS = 48;

    /** After this many ticks without a packet the track is silent: a sender with DTX just stops. */
    private static final int DRY_TICKS = 2;

    private final String peerSid;
    private final String trackSid;
    private final SpeakerSettings settings;
    private final int windowSamples;
    private final double smoothing;
    private final double threshold;

    private int observedSamples;
    private int loudSamples;
    private int loudest = SILENCE;
    private double level;
    private int ticksWithoutPacket;
    private int reportedEighths;

    LevelMeter(String peerSid, String trackSid, SpeakerSettings settings) {
        this.peerSid = peerSid;
        this.trackSid = trackSid;
        this.settings = settings;
        this.windowSamples = settings.intervalMs() * SAMPLES_PER_MS;
        this.smoothing = 2.0 / (settings.smoothIntervals() + 1);
        this.threshold = linear(settings.activeLevel());
    }

    /**
     * Takes one packet into the window.
     *
     * @param levelDbov 0 is the loudest, 127 silence; the caller clamps what a client claims
     * @param samples the packet's duration at 48 kHz, as its timestamps say
     */
    public void packet(int levelDbov, int samples) {
        ticksWithoutPacket = 0;
        observedSamples += samples;
        loudest = Math.min(loudest, levelDbov);
        if (levelDbov <= settings.activeLevel()) {
            loudSamples += samples;
        }
        if (observedSamples >= windowSamples) {
            closeWindow();
        }
    }

    /** Forgets everything: the track was muted or ended. */
    public void silence() {
        level = 0;
        openWindow();
    }

    void tick() {
        ticksWithoutPacket++;
        if (ticksWithoutPacket > DRY_TICKS) {
            silence();
        }
    }

    boolean speaking() {
        return level >= threshold;
    }

    /** The smoothed loudness in eighths of full scale, rounded up; 0 while not speaking. */
    int eighths() {
        return speaking() ? (int) Math.ceil(Math.min(level, 1) * 8) : 0;
    }

    int reportedEighths() {
        return reportedEighths;
    }

    void reported(int eighths) {
        reportedEighths = eighths;
    }

    double level() {
        return level;
    }

    String peerSid() {
        return peerSid;
    }

    String trackSid() {
        return trackSid;
    }

    private void closeWindow() {
        double loudness = 0;
        if (loudSamples * 100L >= (long) settings.minPercent() * observedSamples) {
            double share = Math.min(1.0, (double) loudSamples / windowSamples);
            loudness = linear(loudest - 20 * Math.log10(share));
        }
        level += (loudness - level) * smoothing;
        openWindow();
    }

    private void openWindow() {
        observedSamples = 0;
        loudSamples = 0;
        loudest = SILENCE;
    }

    private static double linear(double dbov) {
        return Math.pow(10, -dbov / 20);
    }
}
