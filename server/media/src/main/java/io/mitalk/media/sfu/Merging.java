package io.mitalk.media.sfu;

import io.mitalk.wire.opus.OpusMerger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. The merged rendition of one track: packets made once for all who get them, with numbers
 * and a history of their own. A packet that was missing when its neighbours were merged has a number kept free, so that
 * it still finds its place when it comes late. What it answers is valid until the next call.
 */
final class Merging {

    /** A merged packet stays far below any path's limit with its header and tag. */
    private static final int MAX_BYTES = 1200;

    /** Numbers kept free at a time; more packets than that are not waited for. */
    private static final int MAX_MISSING = GapTracker.MAX_MISSING;

    private static final int SAMPLES_PER_MS = 48;
    private static final long NS_PER_MS = 1_000_000;

    private final OpusMerger merger;
    private int spanMs;
    private final PacketHistory history;
    private final byte[] payload = new byte[MAX_BYTES];
    private final AudioPacket merged = new AudioPacket();
    private final AudioPacket single = new AudioPacket();
    private final long[] missing = new long[MAX_MISSING];
    private final long[] numbers = new long[MAX_MISSING];
    private int missed;
    private long nextNumber;
    private long lastExtSeq = -1;
    private int lastSamples;

    /** Packets play {@code spanMs} at most, and {@code longestMs} after {@link #span} has allowed it. */
    Merging(int spanMs, int longestMs, int historyPackets) {
        merger = new OpusMerger(Math.max(spanMs, longestMs) * SAMPLES_PER_MS, MAX_BYTES);
        this.spanMs = spanMs;
        history = new PacketHistory(historyPackets);
        Arrays.fill(missing, -1);
    }

    /** What comes next has nothing to do with what was before: it was not listened to. Nothing may be held. */
    void restart() {
        lastExtSeq = -1;
        Arrays.fill(missing, -1);
    }

    /** How long the packets that are made from now on may play; nothing may be held. */
    void span(int ms) {
        spanMs = ms;
    }

    boolean isEmpty() {
        return merger.count() == 0;
    }

    /** When what is held must go; means nothing while it is empty. */
    long dueNs() {
        return merged.nowNs + spanMs * NS_PER_MS;
    }

    /**
     * Whether a packet goes with what is held: the same kind of frames, nothing missing or silent between, and no talk
     * spurt that begins with it.
     */
    boolean goesWith(AudioPacket next) {
        return next.extSeq == lastExtSeq + 1
                && next.timestamp == merged.timestamp + merger.samples()
                && !next.marker
                && merger.samples() + next.samples <= spanMs * SAMPLES_PER_MS
                && merger.goesWith(next.buf, next.off, next.len);
    }

    /** Takes the newest packet, which goes with what is held; false when it is none that could be merged. */
    boolean add(AudioPacket next) {
        int before = merger.samples();
        if (merger.add(next.buf, next.off, next.len) != OpusMerger.Outcome.HELD) {
            return false;
        }
        lastSamples = merger.samples() - before;
        if (before == 0) {
            keepFree(next.extSeq);
            merged.timestamp = next.timestamp;
            merged.marker = next.marker;
            merged.level = next.level;
            merged.nowNs = next.nowNs;
        } else {
            merged.level = AudioPacket.louder(merged.level, next.level);
        }
        lastExtSeq = next.extSeq;
        return true;
    }

    /** Whether another packet like the last one would be too much. */
    boolean isFull() {
        return merger.samples() + lastSamples > spanMs * SAMPLES_PER_MS;
    }

    /** Takes out what is held, as one packet. */
    AudioPacket take() {
        merged.buf = payload;
        merged.off = 0;
        merged.len = merger.write(payload, 0);
        merged.samples = merger.samples();
        merger.clear();
        return numbered(merged, nextNumber++);
    }

    /** A packet that cannot be merged, as it is; nothing may be held. */
    AudioPacket alone(AudioPacket packet) {
        keepFree(packet.extSeq);
        lastExtSeq = packet.extSeq;
        single.copy(packet);
        return numbered(single, nextNumber++);
    }

    /** A packet that others have overtaken, as it is, under the number kept free for it; null when there is none. */
    @Nullable AudioPacket late(AudioPacket packet) {
        for (int i = 0; i < MAX_MISSING; i++) {
            if (missing[i] == packet.extSeq) {
                missing[i] = -1;
                single.copy(packet);
                return numbered(single, numbers[i]);
            }
        }
        return null;
    }

    PacketHistory history() {
        return history;
    }

    private AudioPacket numbered(AudioPacket packet, long number) {
        packet.extSeq = number;
        history.put(packet);
        return packet;
    }

    private void keepFree(long extSeq) {
        if (lastExtSeq < 0 || extSeq - lastExtSeq - 1 > MAX_MISSING) {
            return;
        }
        for (long between = lastExtSeq + 1; between < extSeq; between++) {
            missing[missed] = between;
            numbers[missed] = nextNumber++;
            missed = (missed + 1) % MAX_MISSING;
        }
    }
}
