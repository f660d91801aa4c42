package io.mitalk.livekit.client;

import io.mitalk.media.client.LoopbackPeer;
import io.mitalk.media.client.RemoteEnd;
import io.mitalk.media.sfu.IceParameters;
import io.mitalk.wire.sdp.Attribute;
import io.mitalk.wire.sdp.SessionDescription;
import io.mitalk.wire.sdp.Setup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

/** Thread-safe. The two ends of a connection as descriptions tell of them. */
final class Ends {

    private Ends() {}

    /** What a section says of our end. */
    static List<Attribute> ours(LoopbackPeer peer, Setup setup) {
        return List.of(
                new Attribute.IceUfrag(peer.ice().ufrag()),
                new Attribute.IcePwd(peer.ice().password()),
                new Attribute.Fingerprint("sha-256", peer.fingerprint()),
                setup);
    }

    /** The server's end, on this machine. */
    static RemoteEnd theirs(SessionDescription server) {
        var fingerprint = Objects.requireNonNull(server.transport(Attribute.Fingerprint.class));
        var candidate = Objects.requireNonNull(server.transport(Attribute.Candidate.class));
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate.port());
        return RemoteEnd.passive(ice(server), at, fingerprint.hex());
    }

    /** What the server's end wants to be called in checks. */
    static IceParameters ice(SessionDescription server) {
        var ufrag = Objects.requireNonNull(server.transport(Attribute.IceUfrag.class));
        var password = Objects.requireNonNull(server.transport(Attribute.IcePwd.class));
        return new IceParameters(ufrag.ufrag(), password.password());
    }
}
