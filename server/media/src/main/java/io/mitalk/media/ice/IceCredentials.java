package io.mitalk.media.ice;

import io.mitalk.kit.id.Randomness;
import io.mitalk.wire.stun.ShortTermKey;

/**
 * Owned by one thread at a time. Our user name fragment and password of one ICE generation: 95 and 190 random bits
 * (RFC 8445 section 5.3 asks for 24 and 128).
 */
public final class IceCredentials {

    private static final int UFRAG_CHARS = 16;
    private static final int PASSWORD_CHARS = 32;

    private final String ufrag;
    private final String password;
    private final ShortTermKey key;

    private IceCredentials(String ufrag, String password) {
        this.ufrag = ufrag;
        this.password = password;
        this.key = ShortTermKey.of(password);
    }

    public static IceCredentials random(Randomness randomness) {
        return new IceCredentials(randomness.text(UFRAG_CHARS), randomness.text(PASSWORD_CHARS));
    }

    public String ufrag() {
        return ufrag;
    }

    public String password() {
        return password;
    }

    ShortTermKey key() {
        return key;
    }

    /** Hides the password, which must not reach a log. */
    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + "]";
    }
}
