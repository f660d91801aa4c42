package io.mitalk.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Immutable. Session keys from a master key and salt, with a key derivation rate of zero (RFC 3711 section 4.3). */
record KeyDerivation(SecretKeySpec masterKey, Salt masterSalt) {

    static final int RTP_KEY = 0;
    static final int RTP_AUTH = 1;
    static final int RTP_SALT = 2;

    /** What must be added to a label of RTP to get that of RTCP. */
    static final int RTCP = 3;

    /** The salt, with zeros at its end when the profile's is shorter than 14 bytes (RFC 7714 section 11). */
    record Salt(long high, long low) {}

    static KeyDerivation of(byte[] masterKey, byte[] masterSalt) {
        var padded = new byte[16];
        System.arraycopy(masterSalt, 0, padded, 0, masterSalt.length);
        return new KeyDerivation(
                new SecretKeySpec(masterKey, "AES"),
                new Salt(Bytes.getLong(padded, 0), Bytes.getLong(padded, 8)));
    }

    /** {@code length} bytes for {@code label}, which is added to the salt's eighth byte. */
    byte[] derive(int label, int length) {
        var counter = new byte[16];
        Bytes.putLong(counter, 0, masterSalt.high ^ label);
        Bytes.putLong(counter, 8, masterSalt.low);
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, masterKey, new IvParameterSpec(counter));
            return cipher.doFinal(new byte[length]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES/CTR", e);
        }
    }
}
