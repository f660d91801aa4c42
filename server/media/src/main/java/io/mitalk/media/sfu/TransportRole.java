package io.mitalk.media.sfu;

/** Immutable. Which of a peer's two connections a transport is, seen from the client. */
public enum TransportRole {
    /** The client sends its tracks on it. */
    PUBLISHER,
    /** The client receives the others' tracks on it. */
    SUBSCRIBER
}
