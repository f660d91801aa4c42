package io.mitalk.media.client;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.dtls.DtlsCertificate;
import io.mitalk.media.dtls.DtlsSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread-safe. One thread that receives for many peers and keeps their ICE checks going; they share a certificate. */
public final class PeerLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PeerLoop.class);
    private static final int TICK_MS = 10;
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    /** What a loop is given from outside. */
    public record Parts(Clock clock, Randomness randomness, Threads threads) {}

    private final Parts parts;
    private final DtlsCertificate certificate;
    private final Selector selector;
    private final Set<LoopbackPeer> peers = ConcurrentHashMap.newKeySet();
    private final Queue<Runnable> chores = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    private PeerLoop(Parts parts) throws IOException {
        this.parts = parts;
        this.certificate = DtlsCertificate.create(parts.clock());
        this.selector = Selector.open();
        this.thread = parts.threads().platform("peer-loop", this::run);
    }

    /** Starts the thread; {@link #close} ends it. */
    public static PeerLoop start(Parts parts) {
        try {
            return new PeerLoop(parts);
        } catch (IOException e) {
            throw new UncheckedIOException("no selector", e);
        }
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

    /** A socket on a free port of this machine's loopback that this loop reads for {@code peer}. */
    DatagramChannel bind(LoopbackPeer peer, InetSocketAddress remote) {
        try {
            var channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            boolean six = remote.getAddress() instanceof Inet6Address;
            channel.bind(
                    new InetSocketAddress(InetAddress.ofLiteral(six ? "::1" : "127.0.0.1"), 0));
            channel.connect(remote);
            channel.configureBlocking(false);
            chores.add(() -> register(channel, peer));
            selector.wakeup();
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("no UDP socket towards " + remote, e);
        }
    }

    void later(int delayMs, Runnable chore) {
        parts.threads().after(delayMs, chore);
    }

    void forget(LoopbackPeer peer) {
        peers.remove(peer);
    }

    private void register(DatagramChannel channel, LoopbackPeer peer) {
        try {
            channel.register(selector, SelectionKey.OP_READ, peer);
        } catch (ClosedChannelException e) {
            LOG.debug("a socket was closed before it was read");
        }
    }

    private void run() {
        var buf = new byte[2048];
        long nextTickNs = parts.clock().nanoTime();
        while (!closed) {
            try {
                selector.select(
                        key -> ((LoopbackPeer) key.attachment()).readable(key.channel(), buf),
                        TICK_MS);
            } catch (IOException | ClosedSelectorException e) {
                LOG.warn("the loop of peers ends", e);
                return;
            }
            for (var chore = chores.poll(); chore != null; chore = chores.poll()) {
                chore.run();
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
        selector.wakeup();
        try {
            thread.join();
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("the selector did not close", e);
        }
    }
}
