package io.mitalk.media.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** As {@link PeerSockets} says. A connected socket of its own for each peer, on a free port of the server's address. */
final class NioSockets implements PeerSockets {

    private static final Logger LOG = LoggerFactory.getLogger(NioSockets.class);
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private final Selector selector = Selector.open();
    private final Queue<Runnable> chores = new ConcurrentLinkedQueue<>();
    private final byte[] buf = new byte[2048];

    NioSockets() throws IOException {}

    @Override
    public PeerSocket open(LoopbackPeer peer, InetSocketAddress remote) throws IOException {
        var channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        // The server's address is one of this machine, so it is ours, too.
        channel.bind(new InetSocketAddress(remote.getAddress(), 0));
        channel.connect(remote);
        channel.configureBlocking(false);
        chores.add(() -> register(channel, peer));
        selector.wakeup();
        return new Socket(channel);
    }

    private void register(DatagramChannel channel, LoopbackPeer peer) {
        try {
            channel.register(selector, SelectionKey.OP_READ, peer);
        } catch (ClosedChannelException e) {
            LOG.debug("a socket was closed before it was read");
        }
    }

    @Override
    public void read(int mostMs, boolean joining) throws IOException {
        selector.select(this::readable, mostMs);
        for (var chore = chores.poll(); chore != null; chore = chores.poll()) {
            chore.run();
        }
    }

    private void readable(SelectionKey key) {
        var channel = (DatagramChannel) key.channel();
        var peer = (LoopbackPeer) key.attachment();
        var datagram = ByteBuffer.wrap(buf);
        try {
            while (channel.isOpen() && channel.read(datagram.clear()) > 0) {
                peer.received(buf, datagram.position());
            }
        } catch (IOException e) {
            // An ICMP error of an earlier send, or closed meanwhile.
            return;
        }
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }

    /** Thread-safe. */
    private record Socket(DatagramChannel channel) implements PeerSocket {

        @Override
        public void send(ByteBuffer datagram) {
            try {
                channel.write(datagram);
            } catch (IOException e) {
                // The network loses datagrams; so does a closed or refused socket.
                return;
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("a socket did not close", e);
            }
        }
    }
}
