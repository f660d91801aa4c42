package io.mitalk.media.sfu;

/**
 * Immutable. What the negotiation agreed on for one track that a client receives.
 *
 * @param mid of its media section on the subscriber's transport
 * @param ssrc that we send with, unique on that transport
 * @param payloadType of Opus in that section
 * @param midExtension id of the mid header extension towards this client, 0 to send none
 * @param cname of the source, for SDES
 */
public record DownTrackSpec(
        String mid, int ssrc, int payloadType, int midExtension, String cname) {}
