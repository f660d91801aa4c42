package io.mitalk.wire.opus;

/**
 * Thread-safe (no state). The structure of an Opus packet (RFC 6716 section 3.1): a byte that tells, then frames.
 *
 * <pre>
 *   0 1 2 3 4 5 6 7
 *  +-+-+-+-+-+-+-+-+
 *  | config  |s| c |    config: mode, bandwidth, frame size; s: stereo; c: how many frames, how their sizes are told
 *  +-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class OpusPacket {

    /** Samples a second of the clock in which durations are counted, whatever the bandwidth (RFC 7845 section 4). */
    public static final int RATE = 48_000;

    /** What {@link #samples} answers for bytes that are no Opus packet. */
    public static final int MALFORMED = -1;

    /** Most frames of one packet: 120 ms of 2.5 ms each (RFC 6716 section 3.4, R5). */
    public static final int MAX_FRAMES = 48;

    /** Longest packet in samples of {@link #RATE}: 120 ms. */
    public static final int MAX_SAMPLES = RATE * 120 / 1000;

    private static final int MAX_FRAME_BYTES = 1275;
    private static final int[] NO_SPANS = new int[0];

    private OpusPacket() {}

    /** How long a packet plays, in samples of {@link #RATE}, 120 to 5,760; or {@link #MALFORMED}. */
    public static int samples(byte[] buf, int off, int len) {
        int frames = frames(buf, off, len, NO_SPANS);
        return frames == MALFORMED ? MALFORMED : frames * frameSamples(buf[off]);
    }

    /**
     * How many frames a packet has, 1 to {@value #MAX_FRAMES}, or {@link #MALFORMED}.
     *
     * @param spans takes the position in {@code buf} and the length of each frame, in pairs; either empty, then nothing
     *     is told, or with room for {@value #MAX_FRAMES} pairs
     */
    public static int frames(byte[] buf, int off, int len, int[] spans) {
        if (len < 1) {
            return MALFORMED;
        }
        int at = off + 1;
        int end = off + len;
        return switch (buf[off] & 3) {
            case 0 -> equal(at, end, 1, spans);
            case 1 -> equal(at, end, 2, spans);
            case 2 -> told(buf, at, end, 2, spans);
            default -> many(buf, at, end, spans);
        };
    }

    /** How long each frame of a packet with this first byte plays, in samples of {@link #RATE} (RFC 6716 table 2). */
    public static int frameSamples(byte toc) {
        int config = (toc & 0xFF) >> 3;
        if (config < 12) { // SILK: 10, 20, 40, 60 ms
            int step = config & 3;
            return step == 3 ? 2880 : 480 << step;
        }
        if (config < 16) { // hybrid: 10, 20 ms
            return 480 << (config & 1);
        }
        return 120 << (config & 3); // CELT: 2.5, 5, 10, 20 ms
    }

    /** Code 3: a frame count byte, perhaps padding, then frames of equal or of told lengths (section 3.2.5). */
    private static int many(byte[] buf, int start, int end, int[] spans) {
        if (start >= end) {
            return MALFORMED;
        }
        int flags = buf[start] & 0xFF;
        int count = flags & 0x3F;
        int at = start + 1;
        if (count == 0 || count * frameSamples(buf[start - 1]) > MAX_SAMPLES) {
            return MALFORMED;
        }
        int last = end;
        if ((flags & 0x40) != 0) {
            int padding = 0;
            int step;
            do {
                if (at >= end) {
                    return MALFORMED;
                }
                step = buf[at++] & 0xFF;
                padding += step == 255 ? 254 : step;
            } while (step == 255);
            last -= padding;
            if (at > last) {
                return MALFORMED;
            }
        }
        boolean variable = (flags & 0x80) != 0;
        return variable ? told(buf, at, last, count, spans) : equal(at, last, count, spans);
    }

    /** Frames that share the bytes from {@code at} equally (sections 3.2.2, 3.2.3 and 3.2.5). */
    private static int equal(int at, int end, int count, int[] spans) {
        int each = (end - at) / count;
        if (each * count != end - at || each > MAX_FRAME_BYTES) {
            return MALFORMED;
        }
        for (int i = 0; spans.length > 0 && i < count; i++) {
            spans[2 * i] = at + i * each;
            spans[2 * i + 1] = each;
        }
        return count;
    }

    /** Lengths of all frames but the last, then the frames (sections 3.2.4 and 3.2.5). */
    private static int told(byte[] buf, int start, int end, int count, int[] spans) {
        int at = start;
        int sum = 0;
        for (int i = 0; i < count - 1; i++) {
            int told = lengthBytes(buf, at, end);
            if (told == 0) {
                return MALFORMED;
            }
            int length = length(buf, at, told);
            if (spans.length > 0) {
                spans[2 * i] = sum;
                spans[2 * i + 1] = length;
            }
            sum += length;
            at += told;
        }
        int last = end - at - sum;
        if (last < 0 || last > MAX_FRAME_BYTES) {
            return MALFORMED;
        }
        if (spans.length > 0) {
            spans[2 * count - 2] = sum;
            spans[2 * count - 1] = last;
            for (int i = 0; i < count; i++) {
                spans[2 * i] += at;
            }
        }
        return count;
    }

    /** How many bytes tell a frame's length, 1 or 2; 0 when they are not there (section 3.2.1). */
    private static int lengthBytes(byte[] buf, int at, int end) {
        int bytes = at < end && (buf[at] & 0xFF) >= 252 ? 2 : 1;
        return at + bytes <= end ? bytes : 0;
    }

    private static int length(byte[] buf, int at, int told) {
        return told == 1 ? buf[at] & 0xFF : (buf[at] & 0xFF) + 4 * (buf[at + 1] & 0xFF);
    }
}
