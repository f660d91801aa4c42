package io.mitalk.media.client;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.dtls.DtlsCertificate;
import io.mitalk.media.dtls.DtlsSession;
import io.mitalk.media.udp.CrowdPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread-safe. One thread that receives for many peers and keeps their ICE checks going; they share a certificate. */
public final class PeerLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PeerLoop.class);
    private static final int TICK_MS = 10;

    /** What a loop is given from outside. */
    public record Parts(Clock clock, Randomness randomness, Threads threads) {}

    private final Parts parts;
    private final DtlsCertificate certificate;
    private final PeerSockets sockets;
    private final Set<LoopbackPeer> peers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger joining = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    private PeerLoop(Parts parts, PeerSockets sockets) {
        this.parts = parts;
        this.certificate = DtlsCertificate.create(parts.clock());
        this.sockets = sockets;
        this.thread = parts.threads().platform("peer-loop", this::run);
    }

    /** Starts the thread; {@link #close} ends it. Each peer has a socket of its own. */
    public static PeerLoop start(Parts parts) {
        try {
            return new PeerLoop(parts, new NioSockets());
        } catch (IOException e) {
            throw new UncheckedIOException("no selector", e);
        }
    }

    /**
     * The same for a load of thousands, whose peers share sockets and are read every few milliseconds while none is
     * connecting; where the system cannot do that, as {@link #start}.
     */
    public static PeerLoop crowd(Parts parts) {
        return CrowdPort.works() ? new PeerLoop(parts, new CrowdSockets()) : start(parts);
    }

    /** Opens a peer with a socket of its own; it does nothing until it is told to connect. */
    public LoopbackPeer open(PeerListener listener) {
        var peer = new LoopbackPeer(this, certificate, parts, listener);
        peers.add(peer);
        return peer;
    }

    DtlsSession.Parts dtlsParts() {
        return new DtlsSession.Parts(parts.clock(), parts.threads());
    }

    /** A socket that this loop reads for {@code peer}, which waits for answers until it has {@link #arrived}. */
    PeerSocket bind(LoopbackPeer peer, InetSocketAddress remote) {
        try {
            return sockets.open(peer, remote);
        } catch (IOException e) {
            throw new UncheckedIOException("no UDP socket towards " + remote, e);
        }
    }

    /** A peer begins to connect. */
    void departs() {
        joining.incrementAndGet();
    }

    /** A peer is connected, or will not be. */
    void arrived() {
        joining.decrementAndGet();
    }

    void later(int delayMs, Runnable chore) {
        parts.threads().after(delayMs, chore);
    }

    void forget(LoopbackPeer peer) {
        peers.remove(peer);
    }

    private void run() {
        long nextTickNs = parts.clock().nanoTime();
        while (!closed) {
            try {
                sockets.read(TICK_MS, joining.get() > 0);
            } catch (IOException | ClosedSelectorException e) {
                LOG.warn("the loop of peers ends", e);
                return;
            }
            long nowNs = parts.clock().nanoTime();
            if (nowNs - nextTickNs >= 0) {
                nextTickNs = nowNs + TICK_MS * 1_000_000L;
                for (var peer : peers) {
                    peer.tick(nowNs);
                }
            }
        }
    }

    /** Closes every peer without a word to the server, and the thread. */
    @Override
    public void close() {
        for (var peer : Set.copyOf(peers)) {
            peer.close();
        }
        closed = true;
        sockets.wake();
        try {
            thread.join();
            sockets.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("the sockets did not close", e);
        }
    }
}
