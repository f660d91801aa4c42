package io.mitalk.media.sfu;

/**
 * Immutable. How rooms spread over workers; each is a documented configuration key.
 *
 * @param spillListeners how many people of a room are at home before listeners go to another worker; 0 means never
 * @param relayPackets how many packets may wait on their way from one worker to another, a power of two
 */
public record SpanSettings(int spillListeners, int relayPackets) {

    /** The defaults of the keys. */
    public static SpanSettings standard() {
        return new SpanSettings(1000, 1024);
    }
}
