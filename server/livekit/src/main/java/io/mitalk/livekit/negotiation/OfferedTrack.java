package io.mitalk.livekit.negotiation;

import org.jspecify.annotations.Nullable;

/**
 * Immutable. A section of a client's offer in which it wants to send Opus.
 *
 * @param cid the client's own id of the track, empty when it names none
 * @param ssrc announced, or null
 * @param redPayloadType of packets that bring earlier ones along (RFC 2198), 0 when the client or we do not know them
 */
public record OfferedTrack(
        String mid,
        String cid,
        @Nullable Integer ssrc,
        int payloadType,
        int midExtension,
        int audioLevelExtension,
        int redPayloadType) {}
