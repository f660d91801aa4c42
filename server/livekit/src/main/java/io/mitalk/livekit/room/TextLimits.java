package io.mitalk.livekit.room;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Immutable. How long texts may be. Everybody in the room is told of them: the longest that somebody may say of itself
 * is less than what may wait for a reader.
 *
 * @param name of a participant, and of what it calls its tracks by, in characters
 * @param metadata of a participant or a room, in bytes of UTF-8
 * @param attributes of a participant, keys and values together, in bytes of UTF-8
 */
public record TextLimits(int name, int metadata, int attributes) {

    /** What LiveKit allows. */
    public static final TextLimits STANDARD = new TextLimits(256, 64_000, 64_000);

    /** Whether none of these is longer than that. */
    public boolean fit(String itsName, String itsMetadata, Map<String, String> itsAttributes) {
        long bytes = 0;
        for (var entry : itsAttributes.entrySet()) {
            bytes += bytes(entry.getKey()) + bytes(entry.getValue());
        }
        return itsName.length() <= name && bytes(itsMetadata) <= metadata && bytes <= attributes;
    }

    /** How many bytes of UTF-8 a text is. */
    public static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
