package io.mitalk.livekit.data;

import io.mitalk.livekit.negotiation.Agenda;
import io.mitalk.media.sctp.DataMessage;
import io.mitalk.media.sfu.DataObserver;
import io.mitalk.media.sfu.TransportHandle;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the room's queue, except the calls of {@link DataObserver}, which hand over to it. The data channels of one
 * of a participant's transports.
 */
public final class DataPort implements DataObserver {

    private final Agenda agenda;
    private final DataRouter router;
    private final DataPeer peer;
    private final Set<String> labels = new HashSet<>();
    private @Nullable TransportHandle transport;

    DataPort(Agenda agenda, DataRouter router, DataPeer peer) {
        this.agenda = agenda;
        this.router = router;
        this.peer = peer;
    }

    /** To be called when the transport of this observer was opened. */
    public void attach(TransportHandle opened) {
        transport = opened;
    }

    boolean open(String label) {
        return labels.contains(label);
    }

    /** Sends a message; whether its receiver is behind, so that {@link DataRouter#drained} follows. */
    boolean send(String label, byte[] message) {
        var handle = transport;
        return handle != null && handle.sendData(label, false, message);
    }

    /** A message that came is done with; the next ones may come. */
    void consumed(DataMessage message) {
        var handle = transport;
        if (handle != null) {
            handle.consumed(message);
        }
    }

    @Override
    public void opened(String label) {
        agenda.now(
                () -> {
                    labels.add(label);
                    router.opened(peer, label);
                });
    }

    @Override
    public void message(DataMessage message) {
        agenda.now(() -> router.received(peer, this, message));
    }

    @Override
    public void closed(String label) {
        agenda.now(() -> labels.remove(label));
    }

    @Override
    public void drained() {
        agenda.now(() -> router.drained(peer));
    }

    @Override
    public void ended(String reason) {
        agenda.now(
                () -> {
                    labels.clear();
                    router.ended(peer, reason);
                });
    }
}
