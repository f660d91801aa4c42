package io.mitalk.media.sfu;

/** Immutable. Where a transport stands; CONNECTED and DISCONNECTED may alternate, FAILED and CLOSED are final. */
public enum TransportState {
    /** Waits for the client's parameters, its checks or the end of its DTLS handshake. */
    CONNECTING,
    /** A candidate pair is valid and the DTLS handshake is verified. */
    CONNECTED,
    /** Nothing has come for {@code media.disconnected}; the client may still come back by a new check. */
    DISCONNECTED,
    /** Given up: never active in time, consent lost, or the handshake was refused. */
    FAILED,
    CLOSED
}
