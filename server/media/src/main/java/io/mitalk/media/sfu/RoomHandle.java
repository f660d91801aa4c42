package io.mitalk.media.sfu;

import io.mitalk.media.overload.Relief;
import java.util.concurrent.CompletableFuture;

/** Thread-safe. A room of the packet plane. Calls take effect in order on its worker and return at once. */
public final class RoomHandle {

    private final Worker worker;
    private final Room room;

    RoomHandle(Worker worker, Room room) {
        this.worker = worker;
        this.room = room;
    }

    /** A peer with no transport yet. {@code peerSid} is unique in the room and comes back in events. */
    public PeerHandle addPeer(String peerSid) {
        var peer = new Peer(room, peerSid);
        worker.post(new WorkerCommand.AddPeer(peer));
        return new PeerHandle(worker, peer);
    }

    /**
     * Whether its worker is so far behind that nobody new should come in; {@link #turnedAway} counts whoever did not.
     */
    public boolean overloaded() {
        return worker.context().overload().sheds(Relief.JOINS);
    }

    /** Somebody was not let in because it is {@link #overloaded}. */
    public void turnedAway() {
        worker.context().overload().turnAway();
    }

    /** Completes when everything asked for before has taken effect on the worker. */
    public CompletableFuture<Void> settled() {
        var done = new CompletableFuture<Void>();
        worker.post(new WorkerCommand.Settle(done));
        return done;
    }

    /** Closes every peer; the last event is {@link MediaEvent.RoomClosed}. */
    public void close() {
        worker.post(new WorkerCommand.CloseRoom(room));
    }
}
