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

    private static final int MAX_FRAME_BYTES = 1275;
    private static final int MAX_SAMPLES = RATE * 120 / 1000;

    private OpusPacket() {}

    /** How long a packet plays, in samples of {@link #RATE}, 120 to 5,760; or {@link #MALFORMED}. */
    public static int samples(byte[] buf, int off, int len) {
        if (len < 1) {
            return MALFORMED;
        }
        int frame = frameSamples(buf[off]);
        return switch (buf[off] & 3) {
            case 0 -> len - 1 <= MAX_FRAME_BYTES ? frame : MALFORMED;
            case 1 ->
                    (len - 1) % 2 == 0 && (len - 1) / 2 <= MAX_FRAME_BYTES ? 2 * frame : MALFORMED;
            case 2 -> twoFrames(buf, off + 1, off + len) ? 2 * frame : MALFORMED;
            default -> manyFrames(buf, off + 1, off + len, frame);
        };
    }

    /** The size of each of a packet's frames by its first byte (RFC 6716 table 2). */
    private static int frameSamples(byte toc) {
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

    /** Code 2: the first frame's length is told, the second is the rest (section 3.2.4). */
    private static boolean twoFrames(byte[] buf, int at, int end) {
        int told = lengthBytes(buf, at, end);
        if (told == 0) {
            return false;
        }
        int first = length(buf, at, told);
        int second = end - at - told - first;
        return second >= 0 && second <= MAX_FRAME_BYTES;
    }

    /** Code 3: a frame count byte, perhaps padding, then frames of equal or of told lengths (section 3.2.5). */
    private static int manyFrames(byte[] buf, int start, int end, int frame) {
        if (start >= end) {
            return MALFORMED;
        }
        int flags = buf[start] & 0xFF;
        int count = flags & 0x3F;
        int samples = count * frame;
        int at = start + 1;
        if (count == 0 || samples > MAX_SAMPLES) {
            return MALFORMED;
        }
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
            end -= padding;
            if (at > end) {
                return MALFORMED;
            }
        }
        boolean variable = (flags & 0x80) != 0;
        return (variable ? told(buf, at, end, count) : equal(end - at, count))
                ? samples
                : MALFORMED;
    }

    private static boolean equal(int bytes, int count) {
        return bytes % count == 0 && bytes / count <= MAX_FRAME_BYTES;
    }

    private static boolean told(byte[] buf, int start, int end, int count) {
        int at = start;
        int sum = 0;
        for (int i = 0; i < count - 1; i++) {
            int told = lengthBytes(buf, at, end);
            if (told == 0) {
                return false;
            }
            sum += length(buf, at, told);
            at += told;
        }
        int last = end - at - sum;
        return last >= 0 && last <= MAX_FRAME_BYTES;
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
