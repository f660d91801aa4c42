package io.mitalk.kit.id;

import java.security.SecureRandom;

/** Thread-safe. The only source of chance; a test hands in a seeded one. */
public interface Randomness {

    /** Digits and letters, in the order that {@link #text} draws from. */
    String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Fills the whole array. */
    void nextBytes(byte[] bytes);

    /** A uniform number in {@code [0, bound)}; {@code bound} must be positive. */
    int nextInt(int bound);

    /** Any 32-bit value. */
    int nextInt();

    /** {@code length} characters of {@link #ALPHABET}, 5.95 bits each. */
    default String text(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** The operating system's cryptographic generator. */
    static Randomness secure() {
        return new SecureRandomness(new SecureRandom());
    }
}
