package io.mitalk.media.sctp;

import io.mitalk.wire.sctp.Sctp;
import io.mitalk.wire.sctp.SctpView;
import io.mitalk.wire.sctp.SctpWriter;
import java.util.List;

/** Owned by the association. Both directions of an association whose peer is known, and the packets that they share. */
final class Transfer {

    private final AssociationEvents events;
    private final SctpCounters counters;
    private final SctpWriter packet;
    private final int peerTag;
    private final Outgoing outgoing;
    private final Incoming incoming;
    private final StreamReset resets;

    /** Immutable. What the two ends told each other; {@code window} is the peer's, in bytes. */
    record Peering(int localTsn, int peerTag, int peerTsn, int window, boolean mayForward) {}

    Transfer(
            Association.Parts parts, AssociationEvents events, SctpWriter packet, Peering peering) {
        this.events = events;
        this.counters = parts.counters();
        this.packet = packet;
        this.peerTag = peering.peerTag();
        this.outgoing = new Outgoing(parts.settings(), counters, peering.localTsn());
        this.incoming =
                new Incoming(parts.settings(), counters, peering.peerTsn(), events::message);
        this.resets = new StreamReset(incoming, outgoing, peering.localTsn(), peering.peerTsn());
        outgoing.peer(peering.window(), peering.mayForward());
    }

    Outgoing outgoing() {
        return outgoing;
    }

    Incoming incoming() {
        return incoming;
    }

    StreamReset resets() {
        return resets;
    }

    /** Takes a DATA chunk. False: the peer breaks the rules. */
    boolean data(SctpView view) {
        return view.stream() < Incoming.MAX_STREAMS && incoming.data(view);
    }

    /** Takes a RE-CONFIG chunk. */
    void reconfigure(SctpView view) {
        begin();
        List<Integer> streams = resets.received(view, packet);
        if (!packet.isEmpty()) {
            emit();
        }
        streams.forEach(events::reset);
    }

    /** When {@link #tick} wants to be called at the latest; {@link Long#MAX_VALUE} for never. */
    long dueNs() {
        return Math.min(outgoing.dueNs(), Math.min(incoming.dueNs(), resets.dueNs()));
    }

    /** Does what is due. False: the peer did not answer often enough. */
    boolean tick(long nowNs) {
        incoming.tick(nowNs);
        resets.tick(nowNs);
        return outgoing.tick(nowNs);
    }

    /** Sends what may go: answers, what was given up, data, requests. */
    void flush(long nowNs) {
        for (boolean more = true; more; ) {
            begin();
            if (incoming.answerNow()) {
                incoming.answer(packet);
            }
            more = outgoing.fill(packet, nowNs);
            resets.fill(packet, nowNs);
            if (packet.isEmpty()) {
                return;
            }
            if (more && incoming.answerPending() && packet.room() >= Incoming.MAX_ANSWER_BYTES) {
                incoming.answer(packet);
            }
            emit();
        }
    }

    private void begin() {
        packet.begin(Sctp.PORT, Sctp.PORT, peerTag);
    }

    private void emit() {
        counters.packetsOut.increment();
        events.send(packet.finish());
    }
}
