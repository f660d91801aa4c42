package io.mitalk.media.sctp;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. All that an INIT told us and we answered, handed to the peer so that nothing is kept until it returns
 * (RFC 9260 section 5.1.3). Signed, since the peer carries it.
 *
 * @param madeNs the clock's time at which it was made
 * @param peerWindow what the peer can take, in bytes
 * @param outgoingStreams how many we may use
 */
record Cookie(
        long madeNs,
        int localTag,
        int peerTag,
        int localTsn,
        int peerTsn,
        int peerWindow,
        int outgoingStreams,
        boolean mayForward) {

    static final int KEY_BYTES = 32;

    private static final int BODY_BYTES = 8 + 6 * 4 + 1;
    private static final int MAC_BYTES = 16;

    byte[] seal(byte[] key) {
        var sealed = new byte[BODY_BYTES + MAC_BYTES];
        ByteBuffer.wrap(sealed)
                .putLong(madeNs)
                .putInt(localTag)
                .putInt(peerTag)
                .putInt(localTsn)
                .putInt(peerTsn)
                .putInt(peerWindow)
                .putInt(outgoingStreams)
                .put((byte) (mayForward ? 1 : 0))
                .put(mac(key, sealed), 0, MAC_BYTES);
        return sealed;
    }

    /** Reads a cookie back; null when it is not one that this key sealed. */
    static @Nullable Cookie open(byte[] sealed, byte[] key) {
        if (sealed.length != BODY_BYTES + MAC_BYTES) {
            return null;
        }
        var expected = new byte[MAC_BYTES];
        var claimed = new byte[MAC_BYTES];
        System.arraycopy(mac(key, sealed), 0, expected, 0, MAC_BYTES);
        System.arraycopy(sealed, BODY_BYTES, claimed, 0, MAC_BYTES);
        if (!MessageDigest.isEqual(expected, claimed)) {
            return null;
        }
        var read = ByteBuffer.wrap(sealed);
        return new Cookie(
                read.getLong(),
                read.getInt(),
                read.getInt(),
                read.getInt(),
                read.getInt(),
                read.getInt(),
                read.getInt(),
                read.get() == 1);
    }

    private static byte[] mac(byte[] key, byte[] sealed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(sealed, 0, BODY_BYTES);
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java lacks HMAC-SHA256", e);
        }
    }
}
