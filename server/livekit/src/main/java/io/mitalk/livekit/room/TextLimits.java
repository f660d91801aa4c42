package io.mitalk.livekit.room;

/**
 * Immutable. How long texts may be, in characters.
 *
 * @param name of a participant
 * @param metadata of a participant or a room
 * @param attributes of a participant, keys and values together
 */
public record TextLimits(int name, int metadata, int attributes) {

    /** What LiveKit allows. */
    public static final TextLimits STANDARD = new TextLimits(256, 512 * 1024, 64 * 1024);
}
