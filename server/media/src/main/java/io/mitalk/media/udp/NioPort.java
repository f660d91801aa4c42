package io.mitalk.media.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** Owned by the worker thread; only {@link #wake} may be called by any. One system call a datagram, on any system. */
final class NioPort implements UdpPort {

    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer received = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final ByteBuffer sent = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
    private final KnownSenders senders = new KnownSenders();
    private final int port;
    private int length;
    private int refused;

    private NioPort(DatagramChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    static NioPort open(InetAddress address, int port) throws IOException {
        var channel =
                address instanceof Inet4Address
                        ? DatagramChannel.open(StandardProtocolFamily.INET)
                        : DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            channel.bind(new InetSocketAddress(address, port));
            var selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new NioPort(channel, selector);
        } catch (BindException e) {
            channel.close();
            throw new IOException("already in use", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void await(long timeoutMs) throws IOException {
        if (timeoutMs <= 0) {
            selector.selectNow(NioPort::ready);
        } else {
            selector.select(NioPort::ready, timeoutMs);
        }
    }

    private static void ready(SelectionKey key) {
        // There is one key only; that the wait ended says all.
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public @Nullable RemoteAddress receive() {
        received.clear();
        try {
            var from = (@Nullable InetSocketAddress) channel.receive(received);
            length = received.flip().remaining();
            received.get(buffer, 0, length);
            return from == null ? null : senders.of(from);
        } catch (IOException e) {
            // An ICMP error of an earlier datagram may surface here; it says nothing about the next
            // one.
            return null;
        }
    }

    @Override
    public byte[] buffer() {
        return buffer;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void send(byte[] bytes, int len, RemoteAddress to) {
        sent.clear().put(bytes, 0, len).flip();
        try {
            if (channel.send(sent, to.address()) != len) {
                refused++;
            }
        } catch (IOException e) {
            refused++;
        }
    }

    @Override
    public int flush() {
        int count = refused;
        refused = 0;
        return count;
    }

    @Override
    public void close() {
        try {
            channel.close();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("UDP port " + port + " does not close", e);
        }
    }
}
