package io.mitalk.livekit.signal;

/**
 * Immutable. Limits of one signalling socket; each is a documented configuration key under {@code livekit.}.
 *
 * @param messageBytes of one message
 * @param messagesPerSecond that a client may send for long
 * @param messageBurst that it may send at once
 * @param singleConnection whether clients may use one connection for what they send and hear ({@code /rtc/v1})
 */
public record SignalSettings(
        int messageBytes, int messagesPerSecond, int messageBurst, boolean singleConnection) {}
