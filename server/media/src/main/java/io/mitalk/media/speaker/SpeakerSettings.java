package io.mitalk.media.speaker;

/**
 * Immutable. The numbers of speaker detection.
 *
 * @param activeLevel quietest level that counts as loud, in -dBov
 * @param minPercent share of a window that must be loud
 * @param intervalMs length of a window and of a tick
 * @param smoothIntervals windows that the smoothing looks back on
 */
public record SpeakerSettings(
        int activeLevel, int minPercent, int intervalMs, int smoothIntervals) {

    /** LiveKit's defaults, which clients' interfaces are tuned to, with ticks of {@code intervalMs}. */
    public static SpeakerSettings every(int intervalMs) {
        return new SpeakerSettings(35, 40, intervalMs, 2);
    }
}
