package io.mitalk.media.speaker;

/**
 * Owned by the worker thread. One microphone among those of which only the loudest are heard: what its packets claim,
 * and how much of that is believed. Loudness counts upwards from 0 (silence) to 127 dB.
 */
public final class Contender {

    private static final int SILENCE = 127;

    /** Speech into a microphone at arm's length stays below; a louder claim gains nothing. */
    private static final int LOUDEST = 10;

    /** Quietest level that counts as loud, in -dBov. */
    private static final int AUDIBLE = 50;

    /** RFC 6716 section 3.1: one or two bytes are a comfort packet, whose sender is silent. */
    private static final int COMFORT_BYTES = 2;

    /** Sound takes Opus more than this for 20 ms, at its lowest rate too. */
    private static final int LEAST_BYTES = 8;

    private static final int FRAME_SAMPLES = 960;

    /** Parts of a dB in which scores are kept, so that short packets count. */
    private static final int PARTS = 64;

    /** Beyond audible a claim grows by 3 dB a frame at most, and falls by half of one. */
    private static final int RISE = 3 * PARTS;

    private static final int FALL = PARTS / 2;

    /** Who speaks draws breath: without a pause for this long, claims are believed less and less. */
    private static final long BREATH_NS = 10_000_000_000L;

    private static final long PAUSE_NS = 200_000_000L;
    private static final long BETWEEN_WORDS_NS = 1_000_000_000L;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final int DOUBT_PER_S = 2 * PARTS;
    private static final int MAX_DOUBT = 40 * PARTS;

    private final Runnable displaced;
    private int rank;
    private int score;
    private boolean loud;
    private boolean everLoud;
    private long lastLoudNs;
    private long sincePauseNs;
    private boolean chosen;
    private long chosenNs;

    Contender(Runnable displaced) {
        this.displaced = displaced;
    }

    /** Takes a packet of {@code samples} at 48 kHz; {@code levelDbov} below 0 when its sender told none. */
    void claim(int levelDbov, int bytes, int samples, long nowNs) {
        int believed = believed(levelDbov, bytes, samples);
        loud = believed >= SILENCE - AUDIBLE;
        if (loud) {
            if (!everLoud || nowNs - lastLoudNs > PAUSE_NS) {
                sincePauseNs = nowNs;
            }
            everLoud = true;
            lastLoudNs = nowNs;
        }
        rate(believed * PARTS, Math.max(1, samples), nowNs);
    }

    private void rate(int target, int samples, long nowNs) {
        int entry = Math.min(target, (SILENCE - AUDIBLE) * PARTS);
        if (target > score) {
            score = Math.min(target, Math.max(entry, score + samples * RISE / FRAME_SAMPLES));
        } else if (loud) {
            score = Math.max(target, score - samples * FALL / FRAME_SAMPLES);
        } else if (!everLoud || nowNs - lastLoudNs > BETWEEN_WORDS_NS) {
            // Up to then a silence is a breath, after which it goes on as loud as before.
            score = target;
        }
    }

    private static int believed(int levelDbov, int bytes, int samples) {
        if (bytes <= COMFORT_BYTES || (long) bytes * FRAME_SAMPLES < (long) LEAST_BYTES * samples) {
            return 0;
        }
        // Who tells no level is heard while there is room, and makes nobody silent.
        return levelDbov < 0 ? SILENCE - AUDIBLE - 1 : SILENCE - Math.max(LOUDEST, levelDbov);
    }

    /** Its standing among those of its rank, in parts of a dB. */
    int score(long nowNs) {
        long breathlessNs = nowNs - sincePauseNs - BREATH_NS;
        boolean doubted = everLoud && nowNs - lastLoudNs <= PAUSE_NS && breathlessNs > 0;
        return doubted
                ? score - (int) Math.min(MAX_DOUBT, breathlessNs / NS_PER_S * DOUBT_PER_S)
                : score;
    }

    static int parts(int decibels) {
        return decibels * PARTS;
    }

    /** Whether its last packet was. */
    boolean loud() {
        return loud;
    }

    /** Whether it was loud within that time. */
    boolean speaks(long holdNs, long nowNs) {
        return everLoud && nowNs - lastLoudNs < holdNs;
    }

    /** The track was muted: it speaks no more. */
    public void silence() {
        score = 0;
        loud = false;
        everLoud = false;
    }

    /** Higher ranks are heard first. */
    public void rank(int value) {
        rank = value;
    }

    int rank() {
        return rank;
    }

    boolean chosen() {
        return chosen;
    }

    long chosenNs() {
        return chosenNs;
    }

    void choose(long nowNs) {
        chosen = true;
        chosenNs = nowNs;
    }

    void displace() {
        chosen = false;
        displaced.run();
    }

    void leave() {
        chosen = false;
    }
}
