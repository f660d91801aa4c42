package io.mitalk.livekit.roomservice;

/**
 * Immutable. Limits of the server API; each is a documented configuration key under {@code livekit.}.
 *
 * @param requestBytes of one request's body
 * @param remoteUnmute whether a program may open the microphone of somebody who closed it
 */
public record ApiSettings(int requestBytes, boolean remoteUnmute) {

    /** What holds when nobody says otherwise. */
    public static final ApiSettings STANDARD = new ApiSettings(10 << 20, false);
}
