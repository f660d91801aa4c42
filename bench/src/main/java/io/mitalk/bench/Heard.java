package io.mitalk.bench;

import io.mitalk.wire.opus.OpusPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Owned by its listener, under the listener's lock. Which frames one of the decrypting sample heard, and how late. */
final class Heard {

    private final List<BitSet> frames = new ArrayList<>();
    private final List<Long> firstNs = new ArrayList<>();
    private final List<Long> lastNs = new ArrayList<>();
    private final int[] spans = new int[2 * OpusPacket.MAX_FRAMES];
    private double[] latenciesMs = new double[1024];
    private int latencyCount;
    private boolean measuring;

    /** Takes the payload of a packet, of one frame or of several. */
    void packet(byte[] buf, int off, int len, long arrivedNs) {
        int count = OpusPacket.frames(buf, off, len, spans);
        for (int i = 0; i < count; i++) {
            if (spans[2 * i + 1] == Speech.FRAME_BYTES) {
                frame(buf, spans[2 * i], arrivedNs);
            }
        }
    }

    private void frame(byte[] buf, int at, long arrivedNs) {
        int speaker = Speech.speaker(buf, at);
        while (frames.size() <= speaker) {
            frames.add(new BitSet());
            firstNs.add(0L);
            lastNs.add(0L);
        }
        if (frames.get(speaker).isEmpty()) {
            firstNs.set(speaker, arrivedNs);
        }
        frames.get(speaker).set(Speech.number(buf, at));
        lastNs.set(speaker, arrivedNs);
        if (measuring) {
            keep((arrivedNs - Speech.madeNs(buf, at)) / 1e6);
        }
    }

    private void keep(double latencyMs) {
        if (latencyCount == latenciesMs.length) {
            latenciesMs = Arrays.copyOf(latenciesMs, latencyCount * 2);
        }
        latenciesMs[latencyCount++] = latencyMs;
    }

    /** Latencies count from now on, those before are forgotten; or no longer. */
    void measure(boolean on) {
        measuring = on;
        if (on) {
            latencyCount = 0;
        }
    }

    double[] latenciesMs() {
        return Arrays.copyOf(latenciesMs, latencyCount);
    }

    /** How many of the speaker's frames {@code from} (inclusive) to {@code to} (exclusive) never came. */
    int missing(int speaker, int from, int to) {
        int came = speaker < frames.size() ? frames.get(speaker).get(from, to).cardinality() : 0;
        return to - from - came;
    }

    /** When the speaker's first frame came, 0 when none did. */
    long firstNs(int speaker) {
        return speaker < firstNs.size() ? firstNs.get(speaker) : 0;
    }

    /** When the speaker's newest frame came, 0 when none did. */
    long lastNs(int speaker) {
        return speaker < lastNs.size() ? lastNs.get(speaker) : 0;
    }
}
