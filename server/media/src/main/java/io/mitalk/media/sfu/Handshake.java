package io.mitalk.media.sfu;

import io.mitalk.media.dtls.DtlsSession;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread. The DTLS side of a transport: keeps what comes before the client's description does,
 * bounds what a client may send, and compares the certificate. What comes after the handshake is data.
 */
final class Handshake {

    /** A first flight is one to three datagrams, sent again a few times while the answer is under way. */
    private static final int MAX_EARLY = 16;

    /** A handshake with retransmissions stays far below; a flood does not get to the cryptography. */
    private static final long DATAGRAMS_PER_SECOND = 100;

    private final DtlsDoor door;
    private final Transport transport;
    private TokenBucket bucket;
    private final ArrayDeque<byte[]> early = new ArrayDeque<>();
    private @Nullable String expected;
    private @Nullable DtlsSession session;

    Handshake(DtlsDoor door, Transport transport, long nowNs) {
        this.door = door;
        this.transport = transport;
        this.bucket = new TokenBucket(DATAGRAMS_PER_SECOND, nowNs);
    }

    /** Takes a datagram from a proven address; null when it was taken. */
    @Nullable DropReason received(Datagram datagram) {
        if (!bucket.take(1, datagram.nowNs)) {
            return DropReason.DTLS_FLOOD;
        }
        byte[] copy = Arrays.copyOf(datagram.buf, datagram.len);
        var running = session;
        if (running != null) {
            return running.offer(copy) ? null : DropReason.DTLS_REFUSED;
        }
        if (early.size() == MAX_EARLY) {
            return DropReason.DTLS_FLOOD;
        }
        early.add(copy);
        return null;
    }

    /** The client's fingerprint is known: from now on its datagrams are answered. False: it is another than before. */
    boolean expect(String fingerprint) {
        if (expected != null) {
            return expected.equals(fingerprint);
        }
        expected = fingerprint;
        var opened = door.open(transport, fingerprint);
        session = opened;
        for (byte[] datagram : early) {
            opened.offer(datagram);
        }
        early.clear();
        return true;
    }

    /** Whether the certificate that the handshake proved is the one that the description named. */
    boolean matches(String fingerprint) {
        return fingerprint.equals(expected);
    }

    /** The handshake is done and the certificate is the right one: from now on there may be data. */
    void verified(long nowNs) {
        var settings = transport.context().settings().data();
        bucket = new TokenBucket(settings.datagramsPerSecond(), nowNs);
    }

    void close() {
        early.clear();
        var data = transport.data();
        if (data != null) {
            data.close();
        }
        var running = session;
        if (running != null) {
            running.close();
        }
        session = null;
    }
}
