package io.mitalk.media.sfu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owned by the worker thread, but for {@link #incoming}, {@link #waiting} and {@link #received}. The relays from and to
 * one worker: one for each other worker that it has to do with, whatever the number of rooms and tracks.
 */
final class Relays {

    private static final Logger LOG = LoggerFactory.getLogger(Relays.class);

    /** Each may go to all receivers of a room: orders and datagrams must not wait for many of them. */
    private static final int PACKETS_A_ROUND = 64;

    private final int packets;
    private final Counters counters;
    private final CommandQueue commands;
    private final List<Relay> incoming = new CopyOnWriteArrayList<>();
    private final Map<Relays, Relay> outgoing = new HashMap<>();

    /** {@code packets} may wait for this worker from each other one; a power of two. */
    Relays(int packets, Counters counters, CommandQueue commands) {
        this.packets = packets;
        this.counters = counters;
        this.commands = commands;
    }

    /** Another relay to this worker. Thread-safe. */
    private Relay incoming() {
        var relay = new Relay(packets, commands::wake, counters);
        incoming.add(relay);
        return relay;
    }

    /** The relay from the one to the other room's worker, null where that is the same. */
    @Nullable Relay between(Room from, Room to) {
        return from == to ? null : to(to);
    }

    /** The relay to that room's worker. */
    Relay to(Room room) {
        return outgoing.computeIfAbsent(room.context().relays(), Relays::incoming);
    }

    /** Before the orders: what others have put up to now will be taken after them. */
    void look() {
        for (int i = 0; i < incoming.size(); i++) {
            incoming.get(i).look();
        }
    }

    /**
     * After the orders: hands on what was seen before them, so that no packet comes before an order that precedes it.
     * Whether nothing of that is left.
     */
    boolean take() {
        boolean emptied = true;
        for (int i = 0; i < incoming.size(); i++) {
            try {
                emptied &= incoming.get(i).take(PACKETS_A_ROUND);
            } catch (RuntimeException e) {
                LOG.error("a packet of another worker broke an invariant", e);
            }
        }
        return emptied;
    }

    /** Whether nothing waits for this worker. */
    boolean isEmpty() {
        for (int i = 0; i < incoming.size(); i++) {
            if (incoming.get(i).waiting() > 0) {
                return false;
            }
        }
        return true;
    }

    /** Packets that wait for this worker. Thread-safe. */
    long waiting() {
        return incoming.stream().mapToLong(Relay::waiting).sum();
    }

    /** Packets that other workers have put for this one. Thread-safe. */
    long received() {
        return incoming.stream().mapToLong(Relay::put).sum();
    }
}
