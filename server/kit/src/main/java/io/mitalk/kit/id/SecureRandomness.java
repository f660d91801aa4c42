package io.mitalk.kit.id;

import java.security.SecureRandom;

/** Thread-safe. */
record SecureRandomness(SecureRandom source) implements Randomness {

    @Override
    public void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
    }

    @Override
    public int nextInt(int bound) {
        return source.nextInt(bound);
    }

    @Override
    public int nextInt() {
        return source.nextInt();
    }
}
