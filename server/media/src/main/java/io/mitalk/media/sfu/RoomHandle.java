package io.mitalk.media.sfu;

import java.util.concurrent.CompletableFuture;

/** Thread-safe. A room of the packet plane. Calls take effect in order on its worker and return at once. */
public final class RoomHandle {

    private RoomHandle() {}

    /** A peer with no transport yet. {@code peerSid} is unique in the room and comes back in events. */
    public PeerHandle addPeer(String peerSid) {
        throw new UnsupportedOperationException("media core");
    }

    /** Completes when everything asked for before has taken effect on the worker. */
    public CompletableFuture<Void> settled() {
        throw new UnsupportedOperationException("media core");
    }

    /** Closes every peer; no event follows. */
    public void close() {
        throw new UnsupportedOperationException("media core");
    }
}
