package io.mitalk.livekit.token;

import java.util.List;

/**
 * Immutable. What a token allows; the name is the protocol's, the media is sound.
 *
 * @param room the one room that the grants hold for, empty when the token names none
 * @param canPublishSources {@code microphone}, {@code screen_share_audio} and the like; empty means all
 * @param hidden the participant is never listed to others
 * @param recorder the participant records and does not keep a room open
 */
public record VideoGrant(
        String room,
        boolean roomJoin,
        boolean roomCreate,
        boolean roomList,
        boolean roomAdmin,
        boolean canPublish,
        boolean canSubscribe,
        boolean canPublishData,
        List<String> canPublishSources,
        boolean canUpdateOwnMetadata,
        boolean hidden,
        boolean recorder,
        boolean agent) {

    public VideoGrant {
        canPublishSources = List.copyOf(canPublishSources);
    }

    /** May speak, hear and send data in {@code room}. */
    public static VideoGrant speaker(String room) {
        return new VideoGrant(
                room, true, false, false, false, true, true, true, List.of(), false, false, false,
                false);
    }

    /** May only hear in {@code room}, and the others see it. */
    public static VideoGrant listedListener(String room) {
        return new VideoGrant(
                room, true, false, false, false, false, true, false, List.of(), false, false, false,
                false);
    }

    /** May only hear in {@code room}, and is listed to nobody. */
    public static VideoGrant hiddenListener(String room) {
        return new VideoGrant(
                room, true, false, false, false, false, true, false, List.of(), false, true, false,
                false);
    }
}
