package io.mitalk.livekit.negotiation;

import org.jspecify.annotations.Nullable;

/**
 * Immutable. A section of a client's offer in which it wants to send Opus.
 *
 * @param cid the client's own id of the track, empty when it names none
 * @param ssrc announced, or null
 */
public record OfferedTrack(
        String mid,
        String cid,
        @Nullable Integer ssrc,
        int payloadType,
        int midExtension,
        int audioLevelExtension) {}
