package io.mitalk.livekit.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Immutable. A named secret shared by who signs tokens and who checks them.
 *
 * @param name travels in the token as its issuer
 * @param secret any text, its UTF-8 bytes are the HMAC key; never empty
 */
public record SigningKey(String name, String secret) {

    /**
     * HS256 wants 256 bits (RFC 7518 section 3.2); LiveKit's own tools use shorter ones, which are padded with zeros.
     */
    private static final int KEY_BYTES = 32;

    public SigningKey {
        if (name.isBlank() || secret.isEmpty()) {
            throw new IllegalArgumentException("a signing key needs a name and a secret");
        }
    }

    /** HMAC pads its key with zeros to the block (RFC 2104), so the padding changes no signature. */
    byte[] bytes() {
        byte[] raw = secret.getBytes(StandardCharsets.UTF_8);
        return raw.length >= KEY_BYTES ? raw : Arrays.copyOf(raw, KEY_BYTES);
    }

    /** Hides the secret, which must not reach a log. */
    @Override
    public String toString() {
        return "SigningKey[" + name + "]";
    }
}
