package io.mitalk.livekit.signal;

/**
 * Immutable. Limits of one signalling socket; each is a documented configuration key under {@code livekit.}.
 *
 * @param messageBytes of one message
 * @param messagesPerSecond that a client may send for long
 * @param messageBurst that it may send at once
 * @param singleConnection whether clients may use one connection for what they send and hear ({@code /rtc/v1})
 * @param pendingPerUser joins of one user that have not come to media yet
 * @param pendingPerSource the same of all users of one network address
 */
public record SignalSettings(
        int messageBytes,
        int messagesPerSecond,
        int messageBurst,
        boolean singleConnection,
        int pendingPerUser,
        int pendingPerSource) {

    /** As many joins on their way as the keys allow that nobody sets. */
    public static final int PENDING_PER_USER = 8;

    public static final int PENDING_PER_SOURCE = 500;

    /** With the usual number of joins on their way. */
    public SignalSettings(
            int messageBytes, int messagesPerSecond, int messageBurst, boolean singleConnection) {
        this(
                messageBytes,
                messagesPerSecond,
                messageBurst,
                singleConnection,
                PENDING_PER_USER,
                PENDING_PER_SOURCE);
    }
}
