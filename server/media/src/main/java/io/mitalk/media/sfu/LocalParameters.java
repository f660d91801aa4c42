package io.mitalk.media.sfu;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Immutable. What a description carries of our side of a transport. We are always ICE-lite and the passive DTLS end.
 *
 * @param ice our credentials
 * @param fingerprint of our certificate, as in SDP: {@code sha-256 AB:CD:…} without the algorithm's name
 * @param candidates addresses to advertise as host candidates, best first, all of the worker's UDP port
 * @param tcpCandidates the same for TCP, where clients connect to us (RFC 6544)
 */
public record LocalParameters(
        IceParameters ice,
        String fingerprint,
        List<InetSocketAddress> candidates,
        List<InetSocketAddress> tcpCandidates) {}
