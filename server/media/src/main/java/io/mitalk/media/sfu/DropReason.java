package io.mitalk.media.sfu;

import java.util.Locale;

/** Immutable. Why a datagram went no further; each has its counter, and nothing else is said of a bad one. */
enum DropReason {
    /** Its first byte belongs to no protocol of ours (RFC 7983). */
    UNKNOWN_PROTOCOL,
    /** Not STUN to a well-formed check: broken, without FINGERPRINT, or no Binding request. */
    STUN_MALFORMED,
    /** A check whose user name is none of ours. */
    STUN_UNKNOWN_UFRAG,
    /** A check that was not signed with our password; it is not answered. */
    STUN_BAD_INTEGRITY,
    /** A check from an address that a living transport uses. */
    ADDRESS_TAKEN,
    /** Media or a handshake from an address that no check has proven. */
    UNPROVEN_ADDRESS,
    /** More handshake datagrams than a handshake has. */
    DTLS_FLOOD,
    /** Not a record that a handshake can use now. */
    DTLS_REFUSED,
    /** Media before the handshake has made keys. */
    NO_KEYS,
    /** RTP from a client on the transport that it only receives on. */
    NOT_A_PUBLISHER,
    /** The lengths in the packet contradict each other. */
    MALFORMED,
    /** The authentication tag does not fit. */
    AUTH_FAILED,
    /** SRTP index already seen or too old. */
    REPLAYED,
    /** More sources than one transport may have. */
    TOO_MANY_SSRCS,
    /** No negotiated track has this source or mid. */
    UNKNOWN_TRACK,
    /** Not the payload type that was negotiated. */
    UNKNOWN_PAYLOAD_TYPE,
    /** Beyond what an honest sender of audio needs. */
    RATE_LIMITED,
    /** A sequence number that was accepted before. */
    DUPLICATE,
    /** Its track is muted. */
    MUTED,
    /** Others of its room are louder, and only so many are heard. */
    NOT_AMONG_LOUDEST,
    /** Its track has no receiver. */
    NO_RECEIVER,
    /** The down-track is paused. */
    PAUSED,
    /** Another worker of its room does not keep up. */
    RELAY_FULL,
    /** The receiver is not connected now. */
    NOT_CONNECTED,
    /** It belongs before the point where the down-track began or went on. */
    BEFORE_RESUME,
    /** It would not fit into a datagram of ours. */
    TOO_LARGE,
    /** SRTP refused the index. */
    PROTECT_REFUSED,
    /** The system's send buffer was full. */
    SEND_BUFFER_FULL,
    /** The client takes in too little of its TCP connection. */
    STREAM_FULL;

    /** As the metric's label says it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
