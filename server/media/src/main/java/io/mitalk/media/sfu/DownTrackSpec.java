package io.mitalk.media.sfu;

/**
 * Immutable. What the negotiation agreed on for one track that a client receives.
 *
 * @param mid of its media section on the subscriber's transport
 * @param ssrc that we send with, unique on that transport
 * @param payloadType of Opus in that section
 * @param midExtension id of the mid header extension towards this client, 0 to send none
 * @param cname of the source, for SDES
 * @param levelExtension id of the level header extension (RFC 6464) towards this client, 0 to send none
 * @param redPayloadType of packets that bring earlier ones along (RFC 2198), 0 when not negotiated
 * @param maxPacketMs the longest packet that the client takes ({@code maxptime}), in milliseconds
 */
public record DownTrackSpec(
        String mid,
        int ssrc,
        int payloadType,
        int midExtension,
        String cname,
        int levelExtension,
        int redPayloadType,
        int maxPacketMs) {

    /** The longest packet that Opus has (RFC 7587 section 4.1), for clients that name no bound. */
    public static final int ANY_LENGTH_MS = 120;

    /** Without levels, packets of any length. */
    public DownTrackSpec(String mid, int ssrc, int payloadType, int midExtension, String cname) {
        this(mid, ssrc, payloadType, midExtension, cname, 0, 0, ANY_LENGTH_MS);
    }
}
