package io.mitalk.media.sfu;

import java.util.concurrent.CompletableFuture;

/** Thread-safe. A room of the packet plane. Calls take effect in order on its workers and return at once. */
public final class RoomHandle {

    private final Span span;

    RoomHandle(Span span) {
        this.span = span;
    }

    /** A peer with no transport yet. {@code peerSid} is unique in the room and comes back in events. */
    public PeerHandle addPeer(String peerSid) {
        return addPeer(peerSid, false);
    }

    /**
     * The same for somebody who is likely to listen only: where the room has outgrown a worker, such a peer goes to
     * another one. It may publish all the same, a little later than others.
     */
    public PeerHandle addPeer(String peerSid, boolean audience) {
        return add(peerSid, span.place(audience));
    }

    /** The same on that very worker. */
    PeerHandle addPeer(String peerSid, Worker worker) {
        return add(peerSid, span.place(worker));
    }

    private static PeerHandle add(String peerSid, Room room) {
        var peer = new Peer(room, peerSid);
        room.worker().post(new WorkerCommand.AddPeer(peer));
        return new PeerHandle(room.worker(), peer);
    }

    /**
     * Whether every worker that would take somebody new is so far behind that nobody should come in; {@link
     * #turnedAway} counts whoever did not.
     */
    public boolean overloaded(boolean audience) {
        return span.overloaded(audience);
    }

    /** Somebody was not let in because it is {@link #overloaded}. */
    public void turnedAway() {
        span.home().context().overload().turnAway();
    }

    /** Completes when everything asked for before has taken effect on the workers. */
    public CompletableFuture<Void> settled() {
        return span.settled();
    }

    /** Closes every peer; the last event is {@link MediaEvent.RoomClosed}. */
    public void close() {
        span.close();
    }
}
