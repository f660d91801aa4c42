package io.mitalk.media.dtls;

import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/** Thread-safe. What lies between a session and Bouncy Castle's blocking calls: a bounded queue in, the sink out. */
final class Inbox implements DatagramTransport {

    static final int MAX_DATAGRAM_BYTES = 1500;

    /** A full flight of a client with a long certificate, twice. */
    private static final int MAX_DATAGRAMS = 32;

    /** A burst of data on a fast line. */
    private static final int MAX_DATAGRAMS_CONNECTED = 256;

    /** Leaves room for IPv6, UDP and a tunnel in an Ethernet frame. */
    private static final int SEND_LIMIT_BYTES = 1200;

    private static final byte ALERT = 21;

    private final LinkedBlockingQueue<byte[]> datagrams =
            new LinkedBlockingQueue<>(MAX_DATAGRAMS_CONNECTED);
    private final DtlsSink sink;
    private final Turnstile turnstile;

    /** Whether the handshake's thread, the only one that asks, holds a place. */
    private boolean inside;

    /** What a server reads through. Owned by the session's queue, as is all reading. */
    private @Nullable ClientFlight flight;

    private volatile boolean silent;
    private volatile boolean shut;
    private volatile boolean closedByPeer;

    Inbox(DtlsSink sink, Turnstile turnstile) {
        this.sink = sink;
        this.turnstile = turnstile;
    }

    /** The handshake begins to compute; from now on it gives its place up while it waits for the peer. */
    void enter() {
        turnstile.enter();
        inside = true;
    }

    /** It computes no more; harmless when called again. */
    void leave() {
        if (inside) {
            inside = false;
            turnstile.leave();
        }
    }

    /** Queues a datagram, or drops it when the queue is full: DTLS and SCTP repeat what matters. */
    boolean offer(byte[] datagram, boolean connected) {
        return (connected || datagrams.size() < MAX_DATAGRAMS) && datagrams.offer(datagram);
    }

    /** Whether nothing is there to be read; on the session's queue. */
    boolean isEmpty() {
        return datagrams.isEmpty() && (flight == null || flight.isEmpty());
    }

    /**
     * Begins an attempt. A server stays silent at first, so that no alerts go out: whoever forged a hello shall not
     * make us frighten the real peer. It also reads whole messages only.
     */
    void begin(boolean server) {
        silent = server;
        flight = server ? new ClientFlight() : null;
        closedByPeer = false;
    }

    /** Whether the attempt has come so far that a client waits for our answer. */
    boolean hasBegun() {
        return flight == null || flight.hasBegun();
    }

    /** Alerts go out from now on: the peer is the real one. */
    void speak() {
        silent = false;
    }

    /** Makes the next receive fail, so that a handshake ends at once. */
    void shut() {
        shut = true;
        datagrams.clear();
        datagrams.offer(new byte[0]);
    }

    boolean closedByPeer() {
        return closedByPeer;
    }

    @Override
    public int getReceiveLimit() {
        return MAX_DATAGRAM_BYTES;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT_BYTES;
    }

    @Override
    public int receive(byte[] buf, int off, int len, int waitMs) throws IOException {
        if (shut) {
            throw new IOException("closed");
        }
        try {
            var datagram = read(waitMs);
            if (datagram == null) {
                return -1;
            }
            int length = Math.min(len, datagram.length);
            System.arraycopy(datagram, 0, buf, off, length);
            return length;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Null also when what came made no message whole: Bouncy Castle then asks for the rest of its time. */
    private byte @Nullable [] read(int waitMs) throws InterruptedException {
        var through = flight;
        if (through == null) {
            return next(waitMs);
        }
        var waiting = through.poll();
        if (waiting != null) {
            return waiting;
        }
        var datagram = next(waitMs);
        if (datagram == null || datagram.length == 0) {
            return datagram;
        }
        through.take(datagram);
        return through.poll();
    }

    private byte @Nullable [] next(int waitMs) throws InterruptedException {
        var there = datagrams.poll();
        if (there != null || !inside) {
            return there == null ? datagrams.poll(waitMs, TimeUnit.MILLISECONDS) : there;
        }
        turnstile.leave();
        try {
            return datagrams.poll(waitMs, TimeUnit.MILLISECONDS);
        } finally {
            turnstile.enter();
        }
    }

    @Override
    public void send(byte[] buf, int off, int len) {
        if (silent && len > 0 && buf[off] == ALERT) {
            return;
        }
        var datagram = new byte[len];
        System.arraycopy(buf, off, datagram, 0, len);
        sink.send(datagram);
    }

    /** Bouncy Castle calls this when the peer said goodbye, and when we did. */
    @Override
    public void close() {
        closedByPeer = !shut;
    }
}
