package io.mitalk.realtime;

/**
 * Immutable. The bounds of realtime sockets; each is a documented configuration key.
 *
 * @param subscriptions that one connection may have
 * @param perAccount connections of one account
 * @param perSource connections of one source address
 * @param messageBytes of one message of a client, in UTF-16 units
 * @param messagesPerSecond that a client may send for long
 * @param messageBurst that a client may send at once
 * @param history events of a channel that are kept for those who come back
 * @param few subscribers of a channel up to whom each event is told by itself
 * @param togetherMs how long events of a channel with more of them are gathered, since the last time
 */
public record HubSettings(
        int subscriptions,
        int perAccount,
        int perSource,
        int messageBytes,
        int messagesPerSecond,
        int messageBurst,
        int history,
        int few,
        long togetherMs) {

    /** What counts when nobody configures anything. */
    public static final HubSettings STANDARD =
            new HubSettings(64, 20, 200, 1024, 10, 100, 256, 200, 400);
}
