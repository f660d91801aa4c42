package io.mitalk.media.impair;

import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Stands between clients and a server on 127.0.0.1: a client that sends to {@link #front} reaches the
 * server from a port of its own, and what the server answers there comes back, both as a bad network would carry it.
 * The thread sleeps in steps of a millisecond, so times are no finer than that.
 */
public final class ImpairmentRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImpairmentRelay.class);
    private static final int MAX_BYTES = 65_536;
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;
    private static final long MS = 1_000_000;

    /** What the relay is given from outside. */
    public record Parts(Clock clock, Threads threads) {}

    /** What one direction has carried so far. */
    public record Tally(long entered, long lost, long twice) {}

    private final Parts parts;
    private final InetSocketAddress server;
    private final Selector selector;
    private final DatagramChannel front;
    private final Direction up;
    private final Direction down;
    private final Thread thread;
    private final Queue<Runnable> wishes = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    // Owned by the thread.
    private final Map<SocketAddress, DatagramChannel> flows = new HashMap<>();
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(
                    Comparator.comparingLong(Held::dueNs).thenComparingLong(Held::number));
    private final ByteBuffer datagram = ByteBuffer.allocate(MAX_BYTES);
    private long number;

    private record Held(
            long dueNs,
            long number,
            DatagramChannel out,
            @Nullable SocketAddress to,
            ByteBuffer bytes) {}

    private static final class Direction {
        private final ImpairedLine line;
        private final LongAdder entered = new LongAdder();
        private final LongAdder lost = new LongAdder();
        private final LongAdder twice = new LongAdder();

        Direction(Impairment impairment, long seed) {
            line = new ImpairedLine(impairment, seed);
        }

        ImpairedLine.Fate next(int bytes, long nowNs) {
            var fate = line.of(bytes, nowNs);
            entered.increment();
            if (fate.copies() == 0) {
                lost.increment();
            } else if (fate.copies() == 2) {
                twice.increment();
            }
            return fate;
        }

        Tally tally() {
            return new Tally(entered.sum(), lost.sum(), twice.sum());
        }
    }

    private ImpairmentRelay(Parts parts, InetSocketAddress server, Impairment both, long seed)
            throws IOException {
        this.parts = parts;
        this.server = server;
        up = new Direction(both, seed);
        down = new Direction(both, ~seed);
        selector = Selector.open();
        front = bound();
        front.register(selector, SelectionKey.OP_READ);
        thread = parts.threads().platform("impairment-relay", this::run);
    }

    /** Starts the thread; {@link #close} ends it. Both directions are treated alike until {@link #change}. */
    public static ImpairmentRelay start(
            Parts parts, InetSocketAddress server, Impairment both, long seed) {
        try {
            return new ImpairmentRelay(parts, server, both, seed);
        } catch (IOException e) {
            throw new UncheckedIOException("no relay towards " + server, e);
        }
    }

    /** Where clients send to. */
    public InetSocketAddress front() {
        try {
            return (InetSocketAddress) front.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException("the relay is closed", e);
        }
    }

    /** From now on, for what enters; what is under way arrives as it was decided. */
    public void change(Impairment towardsServer, Impairment towardsClients) {
        wish(
                () -> {
                    up.line.change(towardsServer);
                    down.line.change(towardsClients);
                });
    }

    /** Every client gets another port towards the server, as when a NAT forgets; what comes to the old ones is lost. */
    public void rebind() {
        wish(this::forgetFlows);
    }

    /** From clients to the server. */
    public Tally up() {
        return up.tally();
    }

    /** From the server to clients. */
    public Tally down() {
        return down.tally();
    }

    private void wish(Runnable wish) {
        wishes.add(wish);
        selector.wakeup();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::read, sleepMs());
                grantWishes();
                release();
            }
        } catch (IOException | ClosedSelectorException e) {
            if (!closed) {
                LOG.error("the relay broke", e);
            }
        }
    }

    private void grantWishes() {
        for (var wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            wish.run();
        }
    }

    /** Until the next is due; 0 is for ever. */
    private long sleepMs() {
        var next = held.peek();
        return next == null ? 0 : Math.max(1, (next.dueNs - parts.clock().nanoTime()) / MS);
    }

    private void read(SelectionKey key) {
        // What was sent after a wish is treated as wished.
        grantWishes();
        var channel = (DatagramChannel) key.channel();
        if (!channel.isOpen()) {
            return;
        }
        try {
            for (var from = receive(channel); from != null; from = receive(channel)) {
                if (channel.equals(front)) {
                    carry(up, flow(from), null);
                } else {
                    carry(down, front, (SocketAddress) key.attachment());
                }
            }
        } catch (IOException e) {
            // A port that nobody listens on any more answers with a refusal; the datagram is lost.
            LOG.debug("a datagram was refused", e);
        }
    }

    private @Nullable SocketAddress receive(DatagramChannel channel) throws IOException {
        datagram.clear();
        var from = channel.receive(datagram);
        datagram.flip();
        return from;
    }

    private void carry(Direction direction, DatagramChannel out, @Nullable SocketAddress to) {
        var fate = direction.next(datagram.remaining(), parts.clock().nanoTime());
        if (fate.copies() == 0) {
            return;
        }
        var bytes = ByteBuffer.allocate(datagram.remaining()).put(datagram).flip();
        held.add(new Held(fate.firstNs(), number++, out, to, bytes));
        if (fate.copies() == 2) {
            held.add(new Held(fate.secondNs(), number++, out, to, bytes.duplicate()));
        }
    }

    private void release() {
        long nowNs = parts.clock().nanoTime();
        for (var next = held.peek(); next != null && next.dueNs <= nowNs; next = held.peek()) {
            held.remove();
            try {
                if (next.to == null) {
                    next.out.write(next.bytes);
                } else {
                    next.out.send(next.bytes, next.to);
                }
            } catch (IOException e) { // its flow was forgotten, or nobody listens there any more
                LOG.debug("a datagram found no way", e);
            }
        }
    }

    private DatagramChannel flow(SocketAddress client) throws IOException {
        var known = flows.get(client);
        if (known != null) {
            return known;
        }
        var flow = bound();
        flow.connect(server);
        flow.register(selector, SelectionKey.OP_READ, client);
        flows.put(client, flow);
        return flow;
    }

    private static DatagramChannel bound() throws IOException {
        var channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
        channel.configureBlocking(false);
        return channel;
    }

    private void forgetFlows() {
        List<DatagramChannel> old = new ArrayList<>(flows.values());
        flows.clear();
        for (var flow : old) {
            try {
                flow.close();
            } catch (IOException e) {
                LOG.debug("a flow did not close", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            forgetFlows();
            front.close();
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("the relay did not close", e);
        }
    }
}
