package io.mitalk.livekit.data;

/**
 * Immutable. The bounds of data messages; each is a documented configuration key under {@code livekit.data-}.
 *
 * @param messagesPerSecond what one participant may send for long; at once, that of one second
 * @param bytesPerSecond the same in bytes
 * @param fanoutBytesPerSecond the same counted once for each receiver
 * @param heldBytes what is kept for a participant whose channels are not open
 * @param heldMs for how long
 * @param replayBytes what is kept of each sender's reliable messages for those who resume
 * @param replayMs for how long
 * @param stallMs how long senders wait for a receiver until it is asked to start over
 */
public record DataRules(
        int messagesPerSecond,
        int bytesPerSecond,
        int fanoutBytesPerSecond,
        int heldBytes,
        int heldMs,
        int replayBytes,
        int replayMs,
        int stallMs) {

    /** What the keys say when nobody sets them. */
    public static DataRules standard() {
        return new DataRules(1_000, 4_194_304, 67_108_864, 100_000, 2_000, 262_144, 5_000, 10_000);
    }
}
