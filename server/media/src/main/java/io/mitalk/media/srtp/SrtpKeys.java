package io.mitalk.media.srtp;

import java.util.Arrays;

/** Immutable. The master keys and salts of both directions; prints nothing of them. */
public final class SrtpKeys {

    private final byte[] clientKey;
    private final byte[] serverKey;
    private final byte[] clientSalt;
    private final byte[] serverSalt;

    private SrtpKeys(byte[] clientKey, byte[] serverKey, byte[] clientSalt, byte[] serverSalt) {
        this.clientKey = clientKey;
        this.serverKey = serverKey;
        this.clientSalt = clientSalt;
        this.serverSalt = serverSalt;
    }

    /**
     * Cuts exported keying material: client key, server key, client salt, server salt (RFC 5764 section 4.2).
     *
     * @throws IllegalArgumentException when the length is not {@link SrtpProfile#exportedBytes}
     */
    public static SrtpKeys ofExported(SrtpProfile profile, byte[] exported) {
        if (exported.length != profile.exportedBytes()) {
            throw new IllegalArgumentException("keying material of " + exported.length + " bytes");
        }
        int key = SrtpProfile.KEY_BYTES;
        int salt = profile.saltBytes();
        return new SrtpKeys(
                Arrays.copyOfRange(exported, 0, key),
                Arrays.copyOfRange(exported, key, 2 * key),
                Arrays.copyOfRange(exported, 2 * key, 2 * key + salt),
                Arrays.copyOfRange(exported, 2 * key + salt, 2 * (key + salt)));
    }

    byte[] key(SrtpRole writer) {
        return writer == SrtpRole.CLIENT ? clientKey : serverKey;
    }

    byte[] salt(SrtpRole writer) {
        return writer == SrtpRole.CLIENT ? clientSalt : serverSalt;
    }

    @Override
    public String toString() {
        return "SrtpKeys[hidden]";
    }
}
