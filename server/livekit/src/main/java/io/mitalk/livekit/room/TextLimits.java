package io.mitalk.livekit.room;

import java.util.Map;

/**
 * Immutable. How long texts may be, in characters.
 *
 * @param name of a participant, and of what it calls its tracks by
 * @param metadata of a participant or a room
 * @param attributes of a participant, keys and values together
 */
public record TextLimits(int name, int metadata, int attributes) {

    /** What LiveKit allows. */
    public static final TextLimits STANDARD = new TextLimits(256, 512 * 1024, 64 * 1024);

    /** Whether none of these is longer than that. */
    public boolean fit(String itsName, String itsMetadata, Map<String, String> itsAttributes) {
        int chars = 0;
        for (var entry : itsAttributes.entrySet()) {
            chars += entry.getKey().length() + entry.getValue().length();
        }
        return itsName.length() <= name && itsMetadata.length() <= metadata && chars <= attributes;
    }
}
