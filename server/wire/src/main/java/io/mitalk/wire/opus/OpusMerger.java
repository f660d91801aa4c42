package io.mitalk.wire.opus;

/**
 * Owned by one thread. Makes one Opus packet out of several that follow each other, without decoding them: their frames
 * stand side by side in a packet of code 3 (RFC 6716 section 3.2.5), and a decoder gives the same samples as before.
 *
 * <pre>
 *   0                   1
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+---------------------+--------------+
 *  | config  |s|1|1|v|0|     M     | v: M - 1 lengths    | M frames ... |
 *  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+---------------------+--------------+
 * </pre>
 *
 * <p>Only packets that agree in configuration and channels can be one (section 3.2). Padding is not kept. Allocates
 * nothing after its construction.
 */
public final class OpusMerger {

    /** Section 3.4, R5: at most 120 ms, which are 48 frames of 2.5 ms. */
    private static final int MAX_FRAMES = OpusPacket.MAX_FRAMES;

    private final int maxSamples;
    private final int maxBytes;
    private final byte[] frames;
    private final int[] lengths = new int[MAX_FRAMES];
    private final int[] spans = new int[2 * MAX_FRAMES];
    private int count;
    private int bytes;
    private int first;
    private int frameSamples;
    private int looked;

    /**
     * A merger without frames.
     *
     * @param maxSamples longest packet in samples of {@link OpusPacket#RATE}, up to 5,760 (120 ms)
     * @param maxBytes longest packet in bytes
     */
    public OpusMerger(int maxSamples, int maxBytes) {
        if (maxSamples > OpusPacket.MAX_SAMPLES) {
            throw new IllegalArgumentException("an Opus packet has at most 120 ms");
        }
        this.maxSamples = maxSamples;
        this.maxBytes = maxBytes;
        this.frames = new byte[maxBytes];
    }

    /** What {@link #add} made of a packet. */
    public enum Outcome {
        /** Its frames are held now. */
        HELD,
        /** It is sound and does not go with those held: too long together, or another configuration. */
        OTHER,
        /** Bytes that are no Opus packet, or none that could ever be held. */
        MALFORMED
    }

    /** Takes the frames of a packet, behind those held; nothing changes unless it answers {@link Outcome#HELD}. */
    public Outcome add(byte[] buf, int off, int len) {
        var outcome = look(buf, off, len);
        if (outcome != Outcome.HELD) {
            return outcome;
        }
        first = buf[off] & 0xFC;
        frameSamples = OpusPacket.frameSamples(buf[off]);
        for (int i = 0; i < looked; i++) {
            int length = spans[2 * i + 1];
            System.arraycopy(buf, spans[2 * i], frames, bytes, length);
            lengths[count++] = length;
            bytes += length;
        }
        return outcome;
    }

    /** Whether {@link #add} would hold it. */
    public boolean goesWith(byte[] buf, int off, int len) {
        return look(buf, off, len) == Outcome.HELD;
    }

    private Outcome look(byte[] buf, int off, int len) {
        looked = OpusPacket.frames(buf, off, len, spans);
        if (looked == OpusPacket.MALFORMED) {
            return Outcome.MALFORMED;
        }
        int samples = OpusPacket.frameSamples(buf[off]);
        int sum = 0;
        for (int i = 0; i < looked; i++) {
            sum += spans[2 * i + 1];
        }
        if (!fits(0, 0, looked, sum, samples)) {
            return Outcome.MALFORMED;
        }
        boolean alike = count == 0 || first == (buf[off] & 0xFC);
        return alike && fits(count, bytes, looked, sum, samples) ? Outcome.HELD : Outcome.OTHER;
    }

    /** Whether so much more can be held; each frame counts with the two bytes that its length takes at most. */
    private boolean fits(int held, int heldBytes, int added, int addedBytes, int samples) {
        int together = held + added;
        return together <= MAX_FRAMES
                && together * samples <= maxSamples
                && 2 + 2 * together + heldBytes + addedBytes <= maxBytes;
    }

    /** Frames held. */
    public int count() {
        return count;
    }

    /** How long those held play, in samples of {@link OpusPacket#RATE}. */
    public int samples() {
        return count * frameSamples;
    }

    /**
     * Whether so many samples more would be too long; then waiting for another packet like those before is in vain.
     */
    public boolean full(int moreSamples) {
        return samples() + moreSamples > maxSamples;
    }

    /** Forgets what is held. */
    public void clear() {
        count = 0;
        bytes = 0;
    }

    /**
     * Writes the packet and returns its length, at most the {@code maxBytes} of the constructor; at least one frame
     * must be held. What is held stays.
     */
    public int write(byte[] out, int off) {
        if (count == 1) {
            out[off] = (byte) first;
            System.arraycopy(frames, 0, out, off + 1, bytes);
            return 1 + bytes;
        }
        boolean variable = variable();
        out[off] = (byte) (first | 3);
        out[off + 1] = (byte) (variable ? 0x80 | count : count);
        int at = off + 2;
        for (int i = 0; variable && i < count - 1; i++) {
            at = length(out, at, lengths[i]);
        }
        System.arraycopy(frames, 0, out, at, bytes);
        return at + bytes - off;
    }

    private boolean variable() {
        for (int i = 1; i < count; i++) {
            if (lengths[i] != lengths[0]) {
                return true;
            }
        }
        return false;
    }

    /** One byte up to 251, else two (section 3.2.1). */
    private static int length(byte[] out, int at, int length) {
        if (length < 252) {
            out[at] = (byte) length;
            return at + 1;
        }
        int low = 252 + (length & 3);
        out[at] = (byte) low;
        out[at + 1] = (byte) ((length - low) >> 2);
        return at + 2;
    }
}
