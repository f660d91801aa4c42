package io.mitalk.media.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread; only {@link #wake} may be called by any. One non-blocking UDP socket with its selector.
 * What is received lands in {@link #buffer}, to be worked on in place.
 */
public final class UdpPort implements AutoCloseable {

    /** The largest datagram that is read whole; media and handshakes stay far below. */
    public static final int MAX_DATAGRAM_BYTES = 2048;

    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer received = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final ByteBuffer sent = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
    private final byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
    private final int port;
    private int length;

    private UdpPort(DatagramChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /**
     * Binds a socket.
     *
     * @param port 0 picks a free one
     * @throws UncheckedIOException when it is taken; the message names it
     */
    public static UdpPort bind(InetAddress address, int port) {
        try {
            return open(address, port);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "UDP port " + port + " on " + address.getHostAddress() + ": " + e.getMessage(),
                    e);
        }
    }

    private static UdpPort open(InetAddress address, int port) throws IOException {
        var channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            channel.bind(new InetSocketAddress(address, port));
            var selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new UdpPort(channel, selector);
        } catch (BindException e) {
            channel.close();
            throw new IOException("already in use", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The port that the socket is bound to. */
    public int port() {
        return port;
    }

    /** Waits for a datagram, a {@link #wake} or the end of {@code timeoutMs}; 0 and less do not wait. */
    public void await(long timeoutMs) throws IOException {
        if (timeoutMs <= 0) {
            selector.selectNow(UdpPort::ready);
        } else {
            selector.select(UdpPort::ready, timeoutMs);
        }
    }

    private static void ready(SelectionKey key) {
        // There is one key only; that the wait ended says all.
    }

    /** Thread-safe. Ends the wait of {@link #await}, also the next one when none is under way. */
    public void wake() {
        selector.wakeup();
    }

    /** The next datagram's sender, its bytes in {@link #buffer}; null when there is none. */
    public @Nullable InetSocketAddress receive() {
        received.clear();
        try {
            var from = (InetSocketAddress) channel.receive(received);
            length = received.flip().remaining();
            received.get(buffer, 0, length);
            return from;
        } catch (IOException e) {
            // An ICMP error of an earlier datagram may surface here; it says nothing about the next
            // one.
            return null;
        }
    }

    /** Where {@link #receive} puts the bytes, from index 0. */
    public byte[] buffer() {
        return buffer;
    }

    /** How many bytes the last {@link #receive} put there. */
    public int length() {
        return length;
    }

    /** Sends a datagram of at most {@link #MAX_DATAGRAM_BYTES}; false when the system took nothing. */
    public boolean send(byte[] bytes, int len, InetSocketAddress to) {
        sent.clear().put(bytes, 0, len).flip();
        try {
            return channel.send(sent, to) == len;
        } catch (IOException e) {
            return false;
        }
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
