package io.mitalk.media.tcp;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;

/**
 * Thread-safe. The TCP port of all workers: clients whose network lets no UDP through connect to it and send their
 * datagrams in frames. A connection begins with a connectivity check, whose user name says which worker it is for.
 */
public final class TcpDoor implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final long JOIN_MS = 5000;

    private final int port;
    private final Selector selector;
    private final TcpLoop loop;
    private final TcpCounters counters;
    private final Thread thread;

    /** What the port is given from outside. */
    public record Parts(Clock clock, Threads threads, TcpReceivers receivers) {}

    private TcpDoor(ServerSocketChannel server, TcpSettings settings, Parts parts)
            throws IOException {
        this.port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        this.selector = Selector.open();
        this.counters = new TcpCounters();
        var shared =
                new TcpConnection.Parts(settings, counters, new Attention(selector), parts.clock());
        var key = server.register(selector, SelectionKey.OP_ACCEPT);
        this.loop =
                new TcpLoop(selector, new Acceptor(server, key, shared), parts.receivers(), shared);
        this.thread = parts.threads().platform("mitalk-media-tcp-" + port, loop::run);
    }

    /**
     * Binds the port and begins to accept.
     *
     * @throws UncheckedIOException when the port is taken; the message names it
     */
    public static TcpDoor open(InetAddress address, TcpSettings settings, Parts parts) {
        try {
            return new TcpDoor(bound(address, settings.port()), settings, parts);
        } catch (IOException e) {
            String why = e instanceof BindException ? "already in use" : e.getMessage();
            throw new UncheckedIOException(
                    "TCP port " + settings.port() + " on " + address.getHostAddress() + ": " + why,
                    e);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // the acceptor closes it
    private static ServerSocketChannel bound(InetAddress address, int port) throws IOException {
        var server =
                address instanceof Inet4Address
                        ? ServerSocketChannel.open(StandardProtocolFamily.INET)
                        : ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.configureBlocking(false);
            return server.bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    public TcpCounters counters() {
        return counters;
    }

    /** Closes the port and every connection. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(JOIN_MS);
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("TCP port " + port + " does not close", e);
        }
    }
}
