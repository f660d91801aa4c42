package io.mitalk.social.auth;

import io.mitalk.kit.id.Randomness;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Thread-safe. Texts of 256 random bits, and what is stored of them. */
final class Tokens {

    private static final int BYTES = 32;

    private Tokens() {}

    /** A new one: 43 characters of URL-safe Base64. */
    static String next(Randomness randomness) {
        byte[] random = new byte[BYTES];
        randomness.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** SHA-256: enough for what nobody can guess. */
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
