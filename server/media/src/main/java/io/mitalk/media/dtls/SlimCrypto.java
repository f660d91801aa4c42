package io.mitalk.media.dtls;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Thread-safe. Bouncy Castle's own primitives on the operating system's generator, with GCM that keeps no tables: a
 * session lives for hours and encrypts a handful of records, so its eight kilobytes of tables would never pay.
 */
final class SlimCrypto extends BcTlsCrypto {

    static final SlimCrypto INSTANCE = new SlimCrypto();

    private SlimCrypto() {
        super(CryptoServicesRegistrar.getSecureRandom());
    }

    @Override
    protected AEADBlockCipher createGCMMode(BlockCipher cipher) {
        return GCMBlockCipher.newInstance(cipher, new BasicGCMMultiplier());
    }
}
