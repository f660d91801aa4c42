package io.mitalk.wire;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Owned by one test. Makes broken inputs out of sound ones, the same ones in every run. */
public final class Mutator {

    private final SplittableRandom random;
    private final List<byte[]> corpus;

    /** A mutator with its seed and the sound inputs that it starts from. */
    public Mutator(long seed, List<byte[]> corpus) {
        this.random = new SplittableRandom(seed);
        this.corpus = corpus;
    }

    /** The next input: one of the corpus, cut, lengthened, flipped or overwritten in up to eight places. */
    public byte[] next() {
        byte[] input = corpus.get(random.nextInt(corpus.size())).clone();
        if (random.nextInt(4) == 0) {
            input = Arrays.copyOf(input, random.nextInt(input.length + 9));
        }
        for (int edits = random.nextInt(9); edits > 0 && input.length > 0; edits--) {
            // Headers and length fields stand in front, so half of the edits go there.
            int reach = random.nextBoolean() ? Math.min(24, input.length) : input.length;
            int at = random.nextInt(reach);
            input[at] =
                    switch (random.nextInt(4)) {
                        case 0 -> (byte) (input[at] ^ 1 << random.nextInt(8));
                        case 1 -> 0;
                        case 2 -> (byte) 0xFF;
                        default -> (byte) random.nextInt(256);
                    };
        }
        return input;
    }
}
