package io.mitalk.social.room;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Thread-safe. Names the place a guest comes from so that it can be recognised in one room and nowhere else: 128 bits
 * of HMAC-SHA256 (RFC 2104) over room and source. Addresses themselves are not kept.
 */
final class GuestSources {

    private static final int DIGITS = 32;

    private final SecretKeySpec key;

    GuestSources(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** The name of {@code source}, which is {@link io.mitalk.http.RequestInfo#sourceKey}, in this room. */
    String of(UUID room, long source) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var text = room + "/" + source;
            byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
