package io.mitalk.media.udp;

/**
 * Immutable. What a datagram is on a port that STUN, DTLS, RTP and RTCP share (RFC 7983 section 7, RFC 5761 section
 * 4).
 */
public enum DatagramKind {
    STUN,
    DTLS,
    RTP,
    RTCP,
    UNKNOWN
}
