package io.mitalk.social.invite;

import io.mitalk.kit.id.Randomness;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Thread-safe. The secrets of invitations: 22 characters of 62, which are 131 bits. */
final class Codes {

    static final int LENGTH = 22;

    private Codes() {}

    static String fresh(Randomness randomness) {
        return randomness.text(LENGTH);
    }

    /** What is stored of a code. A plain hash is enough: there is nothing to guess about 131 random bits. */
    static byte[] hash(String code) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JDK without SHA-256", e);
        }
    }
}
