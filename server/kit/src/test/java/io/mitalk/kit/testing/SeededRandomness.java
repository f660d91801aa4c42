package io.mitalk.kit.testing;

import io.mitalk.kit.id.Randomness;
import java.util.SplittableRandom;

/** Thread-safe. Chance that repeats itself: the same seed gives the same values. */
public final class SeededRandomness implements Randomness {

    private final SplittableRandom random;

    public SeededRandomness(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    public synchronized int nextInt(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public synchronized int nextInt() {
        return random.nextInt();
    }
}
