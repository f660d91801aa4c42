package io.mitalk.media.tap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@link #put} is the packet thread's, {@link #drain} one reader's; the rest is thread-safe. A bounded ring of copied
 * packets: the packet thread never waits, and what finds no room is dropped and counted.
 *
 * <pre>
 *   length (4) | timestamp (4) | number (8) | arrived (8) | payload    padded to 8 bytes; length -1: the start is next
 * </pre>
 */
public final class Tap {

    /** Seconds of speech at a usual bit rate, so that a reader that looks once a second is never late. */
    public static final int BYTES = 1 << 16;

    private static final int HEADER = 24;
    private static final int WRAP = -1;
    private static final VarHandle HEAD;
    private static final VarHandle TAIL;

    static {
        try {
            var lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(Tap.class, "head", long.class);
            TAIL = lookup.findVarHandle(Tap.class, "tail", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final byte[] ring;
    private final ByteBuffer fields;

    /** Bytes that were read and written since the beginning. */
    @SuppressWarnings("UnusedVariable") // by its handle
    private long head;

    private long tail;

    private volatile long dropped;
    private volatile boolean ended;

    public Tap() {
        this(BYTES);
    }

    /** With a ring of so many bytes, a multiple of 8. */
    Tap(int bytes) {
        ring = new byte[bytes];
        fields = ByteBuffer.wrap(ring).order(ByteOrder.nativeOrder());
    }

    /** Takes a packet, in the order in which they are drained. */
    @FunctionalInterface
    public interface Reader {

        /**
         * One packet of Opus.
         *
         * @param number without wrapping; packets that were sent again come late
         * @param timestamp of the sender's clock of 48 kHz
         * @param arrivedNs when it arrived, by the clock's nanoseconds
         * @param payload the reader's own
         */
        void packet(long number, int timestamp, long arrivedNs, byte[] payload);
    }

    /** Copies a packet into the ring, or drops it. */
    public void put(long number, int timestamp, long arrivedNs, byte[] buf, int off, int len) {
        if (ended) {
            return;
        }
        int need = HEADER + padded(len);
        long at = tail;
        long free = ring.length - (at - (long) HEAD.getAcquire(this));
        int index = (int) (at % ring.length);
        int untilEnd = ring.length - index;
        int skipped = untilEnd < need ? untilEnd : 0;
        if (need + skipped > free) {
            drop();
            return;
        }
        if (skipped > 0) {
            fields.putInt(index, WRAP);
            at += skipped;
            index = 0;
        }
        fields.putInt(index, len).putInt(index + 4, timestamp);
        fields.putLong(index + 8, number).putLong(index + 16, arrivedNs);
        System.arraycopy(buf, off, ring, index + HEADER, len);
        TAIL.setRelease(this, at + need);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void drop() {
        dropped++;
    }

    /** Nothing comes any more; what is in the ring can still be drained. Harmless when called again. */
    public void end() {
        ended = true;
    }

    /** Whether nothing comes any more; a drain after that finds the last of it. */
    public boolean ended() {
        return ended;
    }

    /** Packets that found no room. */
    public long dropped() {
        return dropped;
    }

    /** Hands everything that is in the ring to {@code reader} and returns how many packets that were. */
    public int drain(Reader reader) {
        long until = (long) TAIL.getAcquire(this);
        long at = (long) HEAD.getAcquire(this);
        int count = 0;
        while (at < until) {
            int index = (int) (at % ring.length);
            int len = fields.getInt(index);
            if (len == WRAP) {
                at += ring.length - index;
                continue;
            }
            var payload = new byte[len];
            System.arraycopy(ring, index + HEADER, payload, 0, len);
            int timestamp = fields.getInt(index + 4);
            long number = fields.getLong(index + 8);
            long arrivedNs = fields.getLong(index + 16);
            at += HEADER + padded(len);
            HEAD.setRelease(this, at);
            count++;
            reader.packet(number, timestamp, arrivedNs, payload);
        }
        HEAD.setRelease(this, at);
        return count;
    }

    private static int padded(int len) {
        return len + 7 & ~7;
    }
}
