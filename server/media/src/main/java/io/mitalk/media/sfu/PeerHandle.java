package io.mitalk.media.sfu;

/** Thread-safe. One participant's share of the packet plane: at most one transport a role. */
public final class PeerHandle {

    private PeerHandle() {}

    /** Opens a transport and starts listening for its checks; each role once in a peer's life. */
    public TransportHandle openTransport(TransportRole role) {
        throw new UnsupportedOperationException("media core");
    }

    /** Closes both transports with their tracks; nothing of this peer is forwarded once the worker has seen it. */
    public void close() {
        throw new UnsupportedOperationException("media core");
    }
}
