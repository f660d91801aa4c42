package io.mitalk.kit.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Texts that only we can have written: URL-safe Base64 of the payload's UTF-8, a dot, and the first 192
 * bits of HMAC-SHA256 (RFC 2104) over purpose, a zero byte and the payload. A signature made for one purpose
 * is worth nothing for another. The payload is readable by everybody.
 */
public final class SignedText {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final int MAX_LENGTH = 8192;

    /** 192 bits: a whole number of Base64 characters, and far beyond guessing. */
    private static final int MAC_BYTES = 24;

    private final SecretKeySpec key;
    private final byte[] purpose;

    /**
     * Signs and verifies for one purpose.
     *
     * @param key at least 32 random bytes
     * @param purpose what the texts are for, such as {@code live-link}
     */
    public SignedText(byte[] key, String purpose) {
        if (key.length < SecretFile.LENGTH) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes is too short");
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.purpose = purpose.getBytes(StandardCharsets.UTF_8);
    }

    /** The payload with its signature; letters, digits, hyphen, underscore and one dot. */
    public String sign(String payload) {
        var bytes = payload.getBytes(StandardCharsets.UTF_8);
        return ENCODER.encodeToString(bytes) + "." + ENCODER.encodeToString(mac(bytes));
    }

    /** The payload of a text that {@link #sign} made with this key and purpose, or null for any other text. */
    public @Nullable String verify(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            var payload = DECODER.decode(text.substring(0, dot));
            var claimed = DECODER.decode(text.substring(dot + 1));
            // Base64 has several spellings of some bytes; only the one that we write is ours.
            var same =
                    MessageDigest.isEqual(claimed, mac(payload))
                            && canonical(text, dot, payload, claimed);
            return same ? new String(payload, StandardCharsets.UTF_8) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static boolean canonical(String text, int dot, byte[] payload, byte[] mac) {
        return ENCODER.encodeToString(payload).equals(text.substring(0, dot))
                && ENCODER.encodeToString(mac).equals(text.substring(dot + 1));
    }

    private byte[] mac(byte[] payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(purpose);
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(payload), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
