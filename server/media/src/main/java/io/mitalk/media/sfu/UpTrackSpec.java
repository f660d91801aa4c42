package io.mitalk.media.sfu;

import org.jspecify.annotations.Nullable;

/**
 * Immutable. What the negotiation agreed on for one track that a client sends.
 *
 * @param trackSid {@code TR_…}, unique in the room
 * @param mid of its media section
 * @param ssrc announced in the description, or null: then learnt from the mid extension, or as the only track
 * @param payloadType of Opus, as the client numbered it
 * @param midExtension id of {@code urn:ietf:params:rtp-hdrext:sdes:mid}, 0 when not negotiated
 * @param audioLevelExtension id of {@code urn:ietf:params:rtp-hdrext:ssrc-audio-level} (RFC 6464), 0 when
 *     not negotiated
 * @param muted whether it starts muted: packets are received and counted, and none is forwarded
 * @param microphone whether its level takes part in the choice of active speakers
 * @param redPayloadType of packets that bring earlier ones along (RFC 2198), 0 when not negotiated
 * @param encrypted whether its payloads are end-to-end encrypted: they pass untouched
 */
public record UpTrackSpec(
        String trackSid,
        String mid,
        @Nullable Integer ssrc,
        int payloadType,
        int midExtension,
        int audioLevelExtension,
        boolean muted,
        boolean microphone,
        int redPayloadType,
        boolean encrypted) {

    /** Whether it is a microphone whose client tells how loud it is. */
    boolean tellsLevels() {
        return microphone && audioLevelExtension != 0;
    }
}
