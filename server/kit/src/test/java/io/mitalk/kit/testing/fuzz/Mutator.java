package io.mitalk.kit.testing.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Owned by one test. Makes broken inputs out of sound ones, the same ones in every run. It knows what messages are made
 * of: lengths that tell of what follows, counts, numbers in digits, parts that may be missing, doubled or another's.
 */
public final class Mutator {

    private static final int MOST_EDITS = 6;

    /** Headers stand in front, so that half of the edits go there. */
    private static final int FRONT_BYTES = 24;

    private static final int LEAST_BOUND = 4096;
    private static final int[] WIDTHS = {1, 2, 3, 4, 8};

    /** Where counters, lengths and signs turn over. */
    private static final long[] NUMBERS = {
        0,
        1,
        2,
        3,
        4,
        7,
        8,
        16,
        31,
        32,
        63,
        64,
        127,
        128,
        255,
        256,
        1023,
        1024,
        4095,
        4096,
        0x7FFF,
        0x8000,
        0xFFFF,
        0x1_0000,
        0xFF_FFFF,
        0x7FFF_FFFF,
        0x8000_0000L,
        0xFFFF_FFFFL,
        -1
    };

    private static final List<byte[]> WORDS =
            List.of(
                    text("-1"),
                    text("0"),
                    text("65536"),
                    text("2147483648"),
                    text("4294967296"),
                    text("18446744073709551616"),
                    text("1e999"),
                    text("9".repeat(40)),
                    text("\r\n"),
                    text("\0"),
                    text("\""),
                    text("[[[[[[[["),
                    text("{\"\":"),
                    text("null"),
                    text("true"),
                    text(" "),
                    text(":"),
                    text("."),
                    text("%00"),
                    text("\u00e9\u6c49\ud83d\ude00"));

    private final SplittableRandom random;
    private final List<byte[]> corpus;
    private final int maxBytes;

    /** A mutator with its seed and the inputs that it starts from; none of its own is longer than twice the longest. */
    public Mutator(long seed, List<byte[]> corpus) {
        this.random = new SplittableRandom(seed);
        this.corpus = List.copyOf(corpus);
        int longest = corpus.stream().mapToInt(input -> input.length).max().orElse(0);
        this.maxBytes = Math.max(LEAST_BOUND, 2 * longest);
    }

    /** The next input: one of the corpus after up to six edits, seldom none. */
    public byte[] next() {
        byte[] input = any().clone();
        for (int edits = random.nextInt(MOST_EDITS + 1); edits > 0; edits--) {
            input = edited(input);
        }
        return input.length > maxBytes ? Arrays.copyOf(input, maxBytes) : input;
    }

    private byte[] edited(byte[] input) {
        int at = place(input.length);
        return switch (random.nextInt(16)) {
            case 0, 1 -> set(input, at, 1, valueAt(input, at, 1) ^ 1 << random.nextInt(8));
            case 2, 3 -> set(input, at, 1, random.nextInt(256));
            case 4, 5 -> set(input, at, any(WIDTHS), NUMBERS[random.nextInt(NUMBERS.length)]);
            case 6, 7 -> claimed(input);
            case 8 -> Arrays.copyOf(input, at);
            case 9 -> replaced(input, input.length, 0, new byte[1 + random.nextInt(16)]);
            case 10 -> replaced(input, at, length(input, at), new byte[0]);
            case 11 -> replaced(input, at, 0, part(input, at));
            case 12 -> replaced(input, at, 0, part(any()));
            case 13 -> replaced(input, at, length(input, at), part(any()));
            case 14 -> replaced(input, at, input.length - at, tail(any()));
            default -> replaced(input, at, length(input, at) / 4, WORDS.get(random.nextInt(20)));
        };
    }

    /** Where a number stands that may be a length, another one: what is left, a little more or less, far too much. */
    private byte[] claimed(byte[] input) {
        int width = 1 + random.nextInt(4);
        int at = 0;
        for (int tries = 0; tries < 8; tries++) {
            at = place(input.length);
            long value = valueAt(input, at, width);
            if (value > 0 && value <= input.length) {
                break;
            }
        }
        long value = valueAt(input, at, width);
        long left = Math.max(0, input.length - at - width);
        long claim =
                switch (random.nextInt(8)) {
                    case 0 -> value + 1;
                    case 1 -> value - 1;
                    case 2 -> value * 2;
                    case 3 -> value + 4;
                    case 4 -> left;
                    case 5 -> left + 1;
                    case 6 -> 0;
                    default -> -1;
                };
        return set(input, at, width, claim);
    }

    private int place(int length) {
        int reach = random.nextBoolean() ? Math.min(FRONT_BYTES, length) : length;
        return reach == 0 ? 0 : random.nextInt(reach);
    }

    private static long valueAt(byte[] input, int at, int width) {
        long value = 0;
        for (int i = at; i < Math.min(at + width, input.length); i++) {
            value = value << 8 | (input[i] & 0xFF);
        }
        return value;
    }

    /** Writes a number, the greater end first or last; what does not fit falls off. */
    private byte[] set(byte[] input, int at, int width, long value) {
        boolean greaterFirst = width == 1 || random.nextInt(4) > 0;
        for (int i = 0; i < width && at + i < input.length; i++) {
            input[at + i] = (byte) (value >> (8 * (greaterFirst ? width - 1 - i : i)));
        }
        return input;
    }

    private static byte[] replaced(byte[] input, int at, int length, byte[] by) {
        byte[] made = new byte[input.length - length + by.length];
        System.arraycopy(input, 0, made, 0, at);
        System.arraycopy(by, 0, made, at, by.length);
        System.arraycopy(input, at + length, made, at + by.length, input.length - at - length);
        return made;
    }

    /** Mostly short, sometimes all that is left. */
    private int length(byte[] input, int at) {
        int left = input.length - at;
        int most = random.nextInt(4) == 0 ? left : Math.min(left, 16);
        return most == 0 ? 0 : 1 + random.nextInt(most);
    }

    private byte[] part(byte[] of) {
        return part(of, place(of.length));
    }

    private byte[] part(byte[] of, int at) {
        return Arrays.copyOfRange(of, at, at + length(of, at));
    }

    private byte[] tail(byte[] of) {
        return Arrays.copyOfRange(of, place(of.length), of.length);
    }

    private byte[] any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private int any(int[] widths) {
        return widths[random.nextInt(widths.length)];
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
