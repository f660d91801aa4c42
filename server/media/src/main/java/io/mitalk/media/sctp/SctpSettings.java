package io.mitalk.media.sctp;

/**
 * Immutable. The bounds of one association; those that an operator may want to change are keys under {@code media.}.
 *
 * @param maxMessageBytes the largest message, in either direction
 * @param receiveBytes what may wait for missing parts or for its reader; the window that is advertised
 * @param reliableBytes what may wait for the network on channels that lose nothing; more ends the association
 * @param lossyBytes what may wait on channels that may lose; more drops the oldest
 * @param windowBytes the most that is under way at once, whatever the congestion window allows
 * @param maxChannels data channels that a client may open
 * @param rtoMinMs the shortest wait for an acknowledgement, above the 200 ms by which peers may delay it
 * @param maxTimeouts waits in vain in a row until the association is given up
 * @param heartbeatMs how long nothing is heard until we ask whether the peer is there
 */
public record SctpSettings(
        int maxMessageBytes,
        int receiveBytes,
        int reliableBytes,
        int lossyBytes,
        int windowBytes,
        int maxChannels,
        int rtoMinMs,
        int maxTimeouts,
        int heartbeatMs) {

    /** What the keys say when nobody sets them. */
    public static SctpSettings standard() {
        return new SctpSettings(65_536, 262_144, 4_194_304, 262_144, 262_144, 32, 400, 10, 30_000);
    }
}
