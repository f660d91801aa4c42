package io.mitalk.media.sfu;

/**
 * Immutable. What a client's description says of its side of a transport.
 *
 * @param ice its credentials; others than before mean an ICE restart
 * @param fingerprintAlgorithm hash function name of RFC 8122, in lower case: {@code sha-256}
 * @param fingerprint upper-case hex pairs with colons
 */
public record RemoteParameters(
        IceParameters ice, String fingerprintAlgorithm, String fingerprint) {}
