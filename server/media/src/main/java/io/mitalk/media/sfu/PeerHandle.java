package io.mitalk.media.sfu;

import io.mitalk.media.ice.IceLite;
import io.mitalk.media.sctp.ChannelSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Thread-safe. One participant's share of the packet plane: at most one transport a role. */
public final class PeerHandle {

    private final Worker worker;
    private final Peer peer;
    private final Set<TransportRole> opened = EnumSet.noneOf(TransportRole.class);

    PeerHandle(Worker worker, Peer peer) {
        this.worker = worker;
        this.peer = peer;
    }

    /**
     * Opens a transport and starts listening for its checks; each role once in a peer's life.
     *
     * @throws IllegalStateException when that role was opened before
     */
    public TransportHandle openTransport(TransportRole role) {
        return open(role, null);
    }

    /**
     * The same with data channels: those that the client opens, and these of ours. {@code observer} is called on the
     * transport's own queue and must not block.
     *
     * @throws IllegalStateException when that role was opened before
     */
    public TransportHandle openTransport(
            TransportRole role, DataObserver observer, List<ChannelSpec> channels) {
        return open(role, new DataPath(worker.context().dtls().data(), observer, channels));
    }

    private TransportHandle open(TransportRole role, @Nullable DataPath data) {
        synchronized (opened) {
            if (!opened.add(role)) {
                throw new IllegalStateException("the peer has its " + role + " transport already");
            }
        }
        var context = worker.context();
        var credentials = IceLite.fresh(context.randomness());
        var transport = new Transport(context, peer, role, credentials, data);
        // Before its description can reach the client: a stream does not wait for the worker's
        // turn.
        worker.expect(credentials.ufrag());
        worker.post(new WorkerCommand.OpenTransport(transport));
        return new TransportHandle(worker, transport, credentials);
    }

    /** Whether it is audience that the others do not see; such a peer may get merged packets while it is silent. */
    public void hidden(boolean hidden) {
        worker.post(new WorkerCommand.HidePeer(peer, hidden));
    }

    /** Where it stands while not everybody can be heard; {@link Standing#FIRST} at the beginning. */
    public void stands(Standing standing) {
        worker.post(new WorkerCommand.RankPeer(peer, standing));
    }

    /** Closes both transports with their tracks; nothing of this peer is forwarded once the worker has seen it. */
    public void close() {
        worker.post(new WorkerCommand.ClosePeer(peer));
    }
}
