package io.mitalk.media.sfu;

import io.mitalk.media.srtp.Ciphers;

/**
 * Immutable. What moves and seals packets.
 *
 * @param batched {@code sendmmsg} and {@code recvmmsg}, else NIO
 * @param openSsl OpenSSL for AES-GCM, else javax.crypto
 */
record PacketPath(boolean batched, boolean openSsl) {

    /** New ciphers for one worker. */
    Ciphers ciphers() {
        return openSsl ? Ciphers.openSsl() : Ciphers.java();
    }
}
