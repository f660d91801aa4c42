package io.mitalk.kit.secret;

import io.mitalk.kit.id.Randomness;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Texts that only we can read: AES-256-GCM (NIST SP 800-38D) under a key of the data folder. What is kept
 * is a nonce of 12 random bytes, the encrypted UTF-8, and a tag of 16 bytes over both and over what the text belongs
 * to, so that a row's text is worth nothing in another row.
 */
public final class SealedText {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final Randomness randomness;

    /**
     * Seals and opens with one key.
     *
     * @param key exactly 32 random bytes
     */
    public SealedText(byte[] key, Randomness randomness) {
        if (key.length != SecretFile.LENGTH) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes, not 32");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.randomness = randomness;
    }

    /** The sealed text; {@code owner} names what it belongs to, and is needed to open it. */
    public byte[] seal(String text, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        randomness.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce, owner)
                            .doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES/GCM", e);
        }
    }

    /** The text that {@link #seal} sealed for this owner; null for any other bytes, and after the key was lost. */
    public @Nullable String open(byte[] sealed, String owner) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return null;
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), owner);
            byte[] text = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (AEADBadTagException notOurs) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES/GCM", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
