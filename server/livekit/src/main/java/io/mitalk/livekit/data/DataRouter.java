package io.mitalk.livekit.data;

import io.mitalk.livekit.negotiation.Agenda;
import io.mitalk.livekit.token.Refusals;
import io.mitalk.media.sctp.ChannelSpec;
import io.mitalk.media.sctp.DataMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitRtc.DataChannelReceiveState;
import org.jspecify.annotations.Nullable;

/** Owned by the room's queue. The way of a data message from one participant to others. */
public final class DataRouter {

    /** The channels of ours that a client expects on the connection that it hears on. */
    public static final List<ChannelSpec> CHANNELS =
            List.of(
                    new ChannelSpec(Packets.RELIABLE, true, true),
                    new ChannelSpec(Packets.LOSSY, false, false));

    private final String room;
    private final Agenda agenda;
    private final DataRules rules;
    private final DataCounters counters;
    private final BiPredicate<String, DataPacket> own;
    private final Map<String, DataPeer> peers = new LinkedHashMap<>();
    private boolean sweeping;

    /**
     * A router for the room of this name, which appears in the audit log.
     *
     * @param own takes what a participant, by sid, says to the server itself
     */
    public DataRouter(
            String room,
            Agenda agenda,
            DataRules rules,
            DataCounters counters,
            BiPredicate<String, DataPacket> own) {
        this.room = room;
        this.agenda = agenda;
        this.rules = rules;
        this.counters = counters;
        this.own = own;
    }

    /** Somebody is there: it can be sent to from now on. */
    public DataPeer join(Standing standing) {
        var refusals = new Refusals(room, standing.identity(), standing.sid());
        var peer = new DataPeer(standing, refusals, rules, agenda.clock());
        peers.put(standing.sid(), peer);
        return peer;
    }

    /** The observer of one of its transports. */
    public DataPort port(DataPeer peer) {
        var port = new DataPort(agenda, this, peer);
        peer.add(port);
        return port;
    }

    /** It is gone; nobody waits for it any more. */
    public void leave(DataPeer peer) {
        peers.remove(peer.standing.sid());
        peers.values().forEach(other -> other.forget(peer.standing.sid()));
        peer.letGo().forEach(Credit::done);
    }

    /** Everybody is gone. */
    public void close() {
        peers.clear();
    }

    /**
     * Sends a packet of the application itself, which has no sender.
     *
     * @param identities whom to; none means everybody
     * @return to how many it went
     */
    public int fromServer(DataPacket packet, Collection<String> identities) {
        boolean reliable = Packets.reliable(packet);
        var audience = Audience.of(List.copyOf(identities), Packets.destinationSids(packet));
        var receivers = receivers(audience, null);
        var parcel = new Parcel(packet.toByteArray(), reliable, "", 0);
        receivers.forEach(receiver -> deliver(receiver, parcel, null));
        return receivers.size();
    }

    /** A resuming client says what it has of each sender. */
    public void resumed(DataPeer receiver, List<DataChannelReceiveState> states) {
        for (var state : states) {
            var sender = peers.get(state.getPublisherSid());
            if (sender != null && sender != receiver) {
                sender.replay(
                        receiver,
                        Integer.toUnsignedLong(state.getLastSeq()),
                        parcel -> {
                            counters.replayed.increment();
                            deliver(receiver, parcel, null);
                        });
            }
        }
    }

    void received(DataPeer sender, DataPort port, DataMessage message) {
        var credit = new Credit(port, message);
        long waitMs = take(sender, message, credit);
        if (waitMs == 0) {
            credit.done();
        } else {
            counters.limited.increment();
            agenda.after(waitMs, credit::done);
        }
    }

    /**
     * For how many milliseconds the sender has used up what it may. Reading costs it as much as forwarding: what is
     * refused, malformed or said to us alone is not for nothing.
     */
    private long take(DataPeer sender, DataMessage message, Credit credit) {
        if (!peers.containsKey(sender.standing.sid())) {
            return 0;
        }
        if (!message.reliable() && !sender.solvent()) {
            counters.limited.increment();
            return 0;
        }
        long waitMs = sender.pay(message.bytes().length);
        return admit(sender, message) ? Math.max(waitMs, route(sender, message, credit)) : waitMs;
    }

    private boolean admit(DataPeer sender, DataMessage message) {
        if (!sender.standing.maySendData()) {
            counters.refused.increment();
            sender.refusals.add("sent data");
            return false;
        }
        return !message.label().equals(Packets.TRACKS);
    }

    /** Sends it on; for how many milliseconds the sender has used up what may go out for it. */
    private long route(DataPeer sender, DataMessage message, Credit credit) {
        var packet = Packets.read(message);
        if (packet == null) {
            counters.malformed.increment();
            return 0;
        }
        long sequence = Integer.toUnsignedLong(packet.getSequence());
        if (message.reliable() && !sender.advance(sequence)) {
            counters.duplicates.increment();
            return 0;
        }
        if (own.test(sender.standing.sid(), packet) || !Packets.relayed(packet)) {
            return 0;
        }
        counters.routed.increment();
        var stamped = Packets.stamp(packet, message.reliable(), sender.standing);
        byte[] bytes = stamped.toByteArray();
        var parcel =
                new Parcel(
                        bytes,
                        message.reliable(),
                        sender.standing.sid(),
                        message.reliable() ? sequence : 0);
        var audience =
                Audience.of(
                        stamped.getDestinationIdentitiesList(), Packets.destinationSids(stamped));
        if (message.reliable() && sequence > 0) {
            sender.remember(parcel, audience);
            sweepLater();
        }
        var receivers = receivers(audience, sender);
        for (var receiver : receivers) {
            deliver(receiver, parcel, credit);
        }
        if (!audience.everybody() && receivers.size() < audience.named()) {
            counters.unreachable.increment();
        }
        return sender.payFanout((double) bytes.length * receivers.size());
    }

    private List<DataPeer> receivers(Audience audience, @Nullable DataPeer sender) {
        var receivers = new ArrayList<DataPeer>();
        for (var peer : peers.values()) {
            if (peer != sender && audience.includes(peer.standing)) {
                receivers.add(peer);
            }
        }
        return receivers;
    }

    private void deliver(DataPeer receiver, Parcel parcel, @Nullable Credit credit) {
        var port = receiver.portFor(parcel.label());
        if (port == null) {
            if (parcel.reliable() && receiver.hold(parcel)) {
                counters.held.increment();
            } else {
                counters.unreachable.increment();
            }
            return;
        }
        counters.delivered.increment();
        receiver.given(parcel);
        boolean behind = port.send(parcel.label(), parcel.bytes());
        if (behind && parcel.reliable() && credit != null && receiver.await(credit)) {
            agenda.after(rules.stallMs(), () -> stalled(receiver));
        }
    }

    /** A channel of its own or of ours is open: it gets what was kept for it. */
    void opened(DataPeer peer, String label) {
        if (label.equals(Packets.RELIABLE) && peer.portFor(label) != null) {
            peer.release(parcel -> deliver(peer, parcel, null));
        }
    }

    /** What waits for it has become little. */
    void drained(DataPeer peer) {
        peer.letGo().forEach(Credit::done);
    }

    private void stalled(DataPeer receiver) {
        if (receiver.stalled() && peers.containsKey(receiver.standing.sid())) {
            counters.slow.increment();
            drained(receiver);
            receiver.standing.dataLost();
        }
    }

    void ended(DataPeer peer, String reason) {
        drained(peer);
        boolean ours =
                switch (reason) {
                    case "closed", "aborted-by-peer", "transport-closed", "dtls-closed" -> false;
                    default -> true;
                };
        if (ours && peers.containsKey(peer.standing.sid())) {
            counters.slow.increment();
            peer.standing.dataLost();
        }
    }

    /** What is kept for replay is let go of when nobody can ask for it, also in a room that fell silent. */
    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            agenda.after(rules.replayMs(), this::sweep);
        }
    }

    private void sweep() {
        sweeping = false;
        boolean left = false;
        for (var peer : peers.values()) {
            left |= peer.forget();
        }
        if (left) {
            sweepLater();
        }
    }
}
