package io.mitalk.media.client;

/**
 * Immutable. What a peer has seen since it was opened.
 *
 * @param rtpPackets that arrived, opened or not
 * @param rtpBytes of those, as on the wire without IP and UDP headers
 * @param refused RTP or RTCP that did not open: forged, replayed or malformed
 * @param checksSent ICE checks, consent included
 * @param checksAnswered of those, with a right answer
 * @param otherDatagrams that were neither STUN, DTLS, RTP nor RTCP
 */
public record PeerCounters(
        long rtpPackets,
        long rtpBytes,
        long rtcpPackets,
        long refused,
        long checksSent,
        long checksAnswered,
        long otherDatagrams) {}
