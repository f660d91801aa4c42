package io.mitalk.wire.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Owned by one thread. The HMAC-SHA1 of one ICE password, ready to be used again and again (RFC 8489 sections 9.1 and
 * 14.5): making it costs a provider look-up, using it does not. Keep one a transport.
 */
public final class ShortTermKey {

    private final Mac mac;
    private final byte[] result = new byte[Stun.INTEGRITY_BYTES];

    private ShortTermKey(Mac mac) {
        this.mac = mac;
    }

    /**
     * The key of a password.
     *
     * @param password an ICE password: ASCII, so that SASLprep leaves it as it is; not empty
     */
    public static ShortTermKey of(String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return new ShortTermKey(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    /**
     * The HMAC over a message up to its MESSAGE-INTEGRITY attribute, with the header's length field read as if that
     * attribute were the last (RFC 8489 section 14.5). The answer is overwritten by the next call.
     */
    byte[] compute(byte[] buf, int off, int attributeAt) {
        int lengthField = attributeAt - off - Stun.HEADER_BYTES + 4 + Stun.INTEGRITY_BYTES;
        mac.update(buf, off, 2);
        mac.update((byte) (lengthField >> 8));
        mac.update((byte) lengthField);
        mac.update(buf, off + 4, attributeAt - off - 4);
        try {
            mac.doFinal(result, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("an HMAC-SHA1 has 20 bytes", e);
        }
        return result;
    }
}
