package io.mitalk.media.srtp;

import java.util.Arrays;
import java.util.stream.Stream;

/** Owned by a test. Every way in which a session may do its work; the same promises hold for each. */
enum Variant {
    GCM_BY_JAVA(SrtpProfile.AEAD_AES_128_GCM),
    GCM_BY_OPENSSL(SrtpProfile.AEAD_AES_128_GCM),
    COUNTER_MODE(SrtpProfile.AES128_CM_HMAC_SHA1_80);

    private final SrtpProfile profile;

    Variant(SrtpProfile profile) {
        this.profile = profile;
    }

    SrtpProfile profile() {
        return profile;
    }

    Ciphers ciphers() {
        return this == GCM_BY_OPENSSL && Ciphers.openSslWorks() ? Shared.OPENSSL : Shared.JAVA;
    }

    int tagBytes() {
        return profile.tagBytes();
    }

    /** Those of AES-GCM. */
    static Stream<Variant> gcm() {
        return Arrays.stream(values()).filter(v -> v.profile == SrtpProfile.AEAD_AES_128_GCM);
    }

    /** Tests run one after another. */
    private static final class Shared {
        static final Ciphers JAVA = Ciphers.java();
        static final Ciphers OPENSSL = Ciphers.openSsl();
    }
}
