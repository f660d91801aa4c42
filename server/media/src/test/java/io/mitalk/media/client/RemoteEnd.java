package io.mitalk.media.client;

import io.mitalk.media.sfu.IceParameters;
import io.mitalk.media.srtp.SrtpRole;
import java.net.InetSocketAddress;

/**
 * Immutable. What a peer must know of the server's end of a transport.
 *
 * @param fingerprint of the server's certificate, SHA-256 as in SDP; empty accepts any
 * @param role the peer's own in DTLS: CLIENT when the server is passive, as MiTalk always is
 */
public record RemoteEnd(
        IceParameters ice, InetSocketAddress address, String fingerprint, SrtpRole role) {

    /** Of a server that is the passive end. */
    public static RemoteEnd passive(
            IceParameters ice, InetSocketAddress address, String fingerprint) {
        return new RemoteEnd(ice, address, fingerprint, SrtpRole.CLIENT);
    }
}
