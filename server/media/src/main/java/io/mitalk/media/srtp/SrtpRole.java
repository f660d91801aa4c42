package io.mitalk.media.srtp;

/** Immutable. Which end of the DTLS handshake made the keys; it decides whose key protects what we send. */
public enum SrtpRole {
    CLIENT,
    SERVER
}
