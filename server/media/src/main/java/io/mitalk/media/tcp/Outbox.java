package io.mitalk.media.tcp;

import io.mitalk.wire.framing.Framing;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Thread-safe. What waits to be written to one client: whole frames, so many bytes and so old at most. Nothing is held
 * back for longer, since sound that comes late is of no use, and everything else that is sent this way is sent again.
 */
final class Outbox {

    private final int maxBytes;
    private final long maxAgeNs;
    private final TcpCounters counters;
    private final ArrayDeque<Waiting> frames = new ArrayDeque<>();
    private int bytes;

    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Waiting(byte[] frame, long sinceNs) {}

    Outbox(TcpSettings settings, TcpCounters counters) {
        this.maxBytes = settings.queueBytes();
        this.maxAgeNs = settings.queueMs() * 1_000_000L;
        this.counters = counters;
    }

    /** False when there is no room for it. */
    synchronized boolean offer(byte[] datagram, int len, long nowNs) {
        dropStale(nowNs);
        if (bytes + len + Framing.HEADER_BYTES > maxBytes) {
            return false;
        }
        byte[] frame = Framing.frame(datagram, 0, len);
        frames.add(new Waiting(frame, nowNs));
        bytes += frame.length;
        return true;
    }

    /** Moves whole frames as long as they fit. */
    synchronized void fill(ByteBuffer to, long nowNs) {
        dropStale(nowNs);
        for (var first = frames.peek();
                first != null && first.frame.length <= to.remaining();
                first = frames.peek()) {
            to.put(first.frame);
            remove();
            counters.framesOut.increment();
        }
    }

    private void dropStale(long nowNs) {
        for (var first = frames.peek();
                first != null && nowNs - first.sinceNs > maxAgeNs;
                first = frames.peek()) {
            remove();
            counters.framesStale.increment();
        }
    }

    private void remove() {
        bytes -= frames.remove().frame.length;
    }

    synchronized boolean isEmpty() {
        return frames.isEmpty();
    }
}
