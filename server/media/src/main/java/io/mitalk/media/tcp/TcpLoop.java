package io.mitalk.media.tcp;

import io.mitalk.kit.time.Clock;
import io.mitalk.media.udp.DatagramKind;
import io.mitalk.media.udp.Demux;
import io.mitalk.media.udp.UdpPort;
import io.mitalk.wire.framing.Framing;
import io.mitalk.wire.stun.Stun;
import io.mitalk.wire.stun.StunView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owned by the TCP thread; {@link #stop} may be called by any. Waits for connections, reads their frames and writes
 * what waits for them. It never waits for a client, and neither does a worker.
 */
final class TcpLoop {

    private static final Logger LOG = LoggerFactory.getLogger(TcpLoop.class);

    private static final int READ_BYTES = 16 << 10;

    /** As much as goes out in one call; what the socket does not take of it can no longer be dropped. */
    private static final int WRITE_BYTES = 4 << 10;

    private static final int ACCEPTS_A_ROUND = 64;
    private static final long SWEEP_MS = 250;

    /** A check is sent a few times until it is answered. */
    private static final int MAX_EARLY_FRAMES = 20;

    private final Selector selector;
    private final Attention attention;
    private final Acceptor acceptor;
    private final TcpReceivers receivers;
    private final TcpConnections connections;
    private final TcpCounters counters;
    private final Clock clock;
    private final StunView check = new StunView();
    private final byte[] in = new byte[READ_BYTES];
    private final ByteBuffer reading = ByteBuffer.wrap(in);
    private final ByteBuffer writing = ByteBuffer.allocateDirect(WRITE_BYTES);
    private volatile boolean running = true;
    private long sweptNs;

    TcpLoop(
            Selector selector,
            Acceptor acceptor,
            TcpReceivers receivers,
            TcpConnection.Parts parts) {
        this.selector = selector;
        this.acceptor = acceptor;
        this.receivers = receivers;
        this.attention = parts.attention();
        this.counters = parts.counters();
        this.clock = parts.clock();
        this.connections = new TcpConnections(parts.settings(), counters);
        this.sweptNs = clock.nanoTime();
    }

    void run() {
        try {
            while (running) {
                selector.select(
                        this::ready, acceptor.isPaused() || !connections.isEmpty() ? SWEEP_MS : 0);
                attend();
                sweep();
            }
        } catch (IOException e) {
            LOG.error("media over TCP ends; its clients are cut off", e);
        } finally {
            connections.all().forEach(this::end);
            acceptor.close();
        }
    }

    /** Ends {@link #run}. */
    void stop() {
        running = false;
        attention.wake();
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            return; // it gave way to another one of this round
        }
        if (!(key.attachment() instanceof TcpConnection connection)) {
            accept();
            return;
        }
        try {
            if (key.isReadable()) {
                read(connection);
            }
            if (key.isValid() && key.isWritable()) {
                connection.write(writing);
            }
        } catch (IOException e) {
            end(connection);
        }
    }

    private void accept() {
        for (int i = 0; i < ACCEPTS_A_ROUND; i++) {
            var channel = acceptor.next();
            if (channel == null) {
                return;
            }
            admit(channel);
        }
    }

    private void admit(SocketChannel channel) {
        try {
            var connection = acceptor.connection(channel);
            if (connection == null || !connections.hasRoom(connection.source())) {
                counters.refused.increment();
                channel.close();
                return;
            }
            var crowdedOut = connections.crowdedOut();
            if (crowdedOut != null) {
                counters.unproven.increment();
                end(crowdedOut);
            }
            connection.registered(channel.register(selector, SelectionKey.OP_READ, connection));
            connections.add(connection);
        } catch (IOException e) {
            LOG.debug("a connection broke before it began", e);
            acceptor.discard(channel);
        }
    }

    private void read(TcpConnection connection) throws IOException {
        int end = connection.read(reading);
        if (end < 0) {
            end(connection);
            return;
        }
        connection.heard(clock.nanoTime());
        int at = 0;
        int length = Framing.next(in, at, end, UdpPort.MAX_DATAGRAM_BYTES);
        while (length >= 0) {
            int from = at + Framing.HEADER_BYTES;
            if (length > 0 && !taken(connection, from, length)) {
                violated(connection);
                return;
            }
            at = from + length;
            length = Framing.next(in, at, end, UdpPort.MAX_DATAGRAM_BYTES);
        }
        if (length == Framing.TOO_LONG) {
            violated(connection);
        } else {
            connection.keep(in, at, end);
        }
    }

    private void violated(TcpConnection connection) {
        counters.violations.increment();
        end(connection);
    }

    /** False when the client does not keep to the order: checks first, and only a few until one is valid. */
    private boolean taken(TcpConnection connection, int from, int length) {
        counters.framesIn.increment();
        if (!connection.isProven() && connection.early() > MAX_EARLY_FRAMES) {
            return false;
        }
        var receiver = connection.receiver();
        if (receiver == null) {
            if (!isCheck(from, length)) {
                return false;
            }
            receiver = receivers.of(check.localUfrag());
            if (receiver == null) {
                return true; // nobody (any more); the check may come again
            }
            connection.receiver(receiver);
        }
        if (!connection.deliver(receiver, Arrays.copyOfRange(in, from, from + length))) {
            counters.framesInDropped.increment();
        }
        return true;
    }

    private boolean isCheck(int from, int length) {
        return Demux.kind(in, from, length) == DatagramKind.STUN
                && check.wrap(in, from, length)
                && check.type() == Stun.BINDING_REQUEST
                && check.hasUsername();
    }

    /** Whoever has something to write, or to end. */
    private void attend() {
        attention.awake();
        for (var connection = attention.take(); connection != null; connection = attention.take()) {
            connection.attended();
            try {
                if (connections.has(connection)) {
                    connection.write(writing);
                    if (connection.isEnding()) {
                        end(connection);
                    }
                }
            } catch (IOException e) {
                end(connection);
            }
        }
    }

    private void sweep() {
        long nowNs = clock.nanoTime();
        if (nowNs - sweptNs < SWEEP_MS * 1_000_000) {
            return;
        }
        sweptNs = nowNs;
        acceptor.goOn();
        for (var late : connections.unprovenSince(nowNs)) {
            counters.unproven.increment();
            end(late);
        }
        for (var silent : connections.silentSince(nowNs)) {
            counters.idle.increment();
            end(silent);
        }
    }

    private void end(TcpConnection connection) {
        if (!connections.remove(connection)) {
            return;
        }
        try {
            connection.end();
        } catch (IOException e) {
            LOG.debug("a connection did not close", e);
        }
    }
}
