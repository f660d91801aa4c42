package io.mitalk.media.sfu;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * {@link #put} is one worker's, {@link #look} and {@link #take} are another's. The ring by which packets go from the
 * one to the other: bounded, in order, and without a lock. Slots are made with room for speech and grow to what they
 * meet, so that nothing is allocated for a packet. What finds the ring full is dropped, since sound that waits is worth
 * nothing.
 *
 * <p>A packet put wakes the other worker unless it is awake, so a burst wakes it once. It is put before it goes to the
 * receivers at home: both workers send at the same time.
 */
final class Relay {

    /** Speech at 64 kbit/s takes 160 bytes for 20 ms. */
    private static final int GRAIN_BYTES = 256;

    /** Where a packet stands on its way; the position that was published last says whose it is. */
    private static final class Slot {
        private final AudioPacket packet = new AudioPacket();
        private byte[] bytes = new byte[GRAIN_BYTES];
        private @Nullable RelayTarget target;

        private void fill(RelayTarget whose, AudioPacket from) {
            target = whose;
            packet.copy(from);
            if (bytes.length < from.len) {
                bytes = new byte[(from.len + GRAIN_BYTES - 1) / GRAIN_BYTES * GRAIN_BYTES];
            }
            System.arraycopy(from.buf, from.off, bytes, 0, from.len);
            packet.buf = bytes;
            packet.off = 0;
        }
    }

    private final Slot[] slots;
    private final Runnable wake;
    private final Counters taker;

    /** Positions count up for ever; the one is written by the sender only, the other by the taker only. */
    private final AtomicLong put = new AtomicLong();

    private final AtomicLong taken = new AtomicLong();

    // Of the sender: how far the other was when it was last looked at.
    private long knownTaken;

    // Of the taker: how far it may go in this round.
    private long seen;

    /**
     * An empty ring.
     *
     * @param packets how many may wait, a power of two
     * @param wake lets the other worker take; cheap where it is about to
     * @param taker counts what is of no use at the other end
     */
    Relay(int packets, Runnable wake, Counters taker) {
        this.slots = new Slot[packets];
        for (int i = 0; i < packets; i++) {
            slots[i] = new Slot();
        }
        this.wake = wake;
        this.taker = taker;
    }

    /** Sends a copy of the packet to what the other worker owns; null when there was room. */
    @Nullable DropReason put(RelayTarget target, AudioPacket packet) {
        long at = put.getPlain();
        if (at - knownTaken == slots.length) {
            knownTaken = taken.getAcquire();
            if (at - knownTaken == slots.length) {
                return DropReason.RELAY_FULL;
            }
        }
        slot(at).fill(target, packet);
        // Not a mere release: the other one must not be found awake by what was read before this.
        put.set(at + 1);
        wake.run();
        return null;
    }

    /** For the taker: what was put up to now may be taken with the next {@link #take}. */
    void look() {
        seen = put.get();
    }

    /** For the taker: hands on at most so many of the packets seen, in their order; whether none of them is left. */
    boolean take(int atMost) {
        long at = taken.getPlain();
        long end = Math.min(seen, at + atMost);
        while (at < end) {
            var slot = slot(at);
            var target = slot.target;
            slot.target = null;
            at++;
            try {
                var dropped = target == null ? null : target.relayed(slot.packet);
                if (dropped != null) {
                    taker.drop(dropped);
                }
            } finally {
                taken.setRelease(at);
            }
        }
        return at == seen;
    }

    private Slot slot(long position) {
        return slots[(int) position & slots.length - 1];
    }

    /** Packets put since the start. Thread-safe. */
    long put() {
        return put.get();
    }

    /** Packets that wait. Thread-safe. */
    long waiting() {
        long done = taken.get();
        return put.get() - done;
    }
}
