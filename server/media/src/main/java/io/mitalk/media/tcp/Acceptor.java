package io.mitalk.media.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owned by the TCP thread. The listening socket, which rests for a moment when the system has no more to give. */
final class Acceptor {

    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

    /** Small, so that what a client does not take in waits with us, where it can be dropped. */
    private static final int SEND_BUFFER_BYTES = 32 << 10;

    private final ServerSocketChannel server;
    private final SelectionKey key;
    private final TcpConnection.Parts parts;
    private boolean paused;

    Acceptor(ServerSocketChannel server, SelectionKey key, TcpConnection.Parts parts) {
        this.server = server;
        this.key = key;
        this.parts = parts;
    }

    /** The next connection, null when there is none. */
    @Nullable SocketChannel next() {
        try {
            return server.accept();
        } catch (IOException e) {
            LOG.warn("no more connections for now: {}", e.getMessage());
            paused = true;
            key.interestOps(0);
            return null;
        }
    }

    /** Prepares a connection; null when it is over already. */
    @Nullable TcpConnection connection(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
        return channel.getRemoteAddress() instanceof InetSocketAddress address
                ? new TcpConnection(channel, address, parts)
                : null;
    }

    boolean isPaused() {
        return paused;
    }

    /** Tries again after a pause. */
    void goOn() {
        if (paused) {
            paused = false;
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    void discard(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a connection did not close", e);
        }
    }

    void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("the TCP port did not close", e);
        }
    }
}
