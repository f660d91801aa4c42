package io.mitalk.social.auth.passkey;

import java.util.Base64;

/**
 * Immutable. A passkey's public half.
 *
 * @param id of the credential, URL-safe Base64 without padding
 * @param data attested credential data (WebAuthn section 6.5.2), URL-safe Base64 without padding
 * @param counter as the authenticator last told it; 0 for those that do not count
 */
public record Credential(String id, String data, long counter) {

    /** Bytes as WebAuthn writes them in JSON. */
    public static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    byte[] dataBytes() {
        return Base64.getUrlDecoder().decode(data);
    }
}
