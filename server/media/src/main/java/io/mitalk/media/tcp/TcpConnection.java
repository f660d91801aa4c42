package io.mitalk.media.tcp;

import io.mitalk.kit.time.Clock;
import io.mitalk.media.udp.FrameSink;
import io.mitalk.media.udp.RemoteAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Thread-safe as a {@link FrameSink}; the rest is the TCP thread's. One connection of one client. */
final class TcpConnection implements FrameSink {

    /** What a client has on the way to its worker; more is dropped, as a full socket buffer does. */
    private static final int MAX_UNDER_WAY = 64;

    private static final byte[] NOTHING = {};

    private final SocketChannel channel;
    private final RemoteAddress remote;
    private final Source source;
    private final Outbox outbox;
    private final Attention attention;
    private final Clock clock;
    private final long acceptedNs;
    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean proven;
    private volatile boolean ending;

    /** Whether the socket takes no more for now, so that calling for attention would be in vain. */
    private volatile boolean blocked;

    private @Nullable SelectionKey key;
    private @Nullable TcpReceiver receiver;
    private byte[] incomplete = NOTHING;
    private @Nullable ByteBuffer unwritten;
    private long heardNs;
    private int early;

    /** What the connections of one port share. */
    record Parts(TcpSettings settings, TcpCounters counters, Attention attention, Clock clock) {}

    TcpConnection(SocketChannel channel, InetSocketAddress address, Parts parts) {
        this.channel = channel;
        this.remote = RemoteAddress.over(this, address);
        this.source = Source.of(address.getAddress());
        this.outbox = new Outbox(parts.settings(), parts.counters());
        this.attention = parts.attention();
        this.clock = parts.clock();
        this.acceptedNs = clock.nanoTime();
        this.heardNs = acceptedNs;
    }

    @Override
    public boolean offer(byte[] datagram, int len) {
        if (ending || !outbox.offer(datagram, len, clock.nanoTime())) {
            return false;
        }
        if (!blocked) {
            call();
        }
        return true;
    }

    private void call() {
        if (!called.get() && called.compareAndSet(false, true)) {
            attention.call(this);
        }
    }

    @Override
    public void proven() {
        proven = true;
    }

    @Override
    public void handled() {
        underWay.decrementAndGet();
    }

    @Override
    public void close() {
        ending = true;
        call();
    }

    /** The thread attends to it now; a call after this is a new one. */
    void attended() {
        called.set(false);
    }

    boolean isProven() {
        return proven;
    }

    boolean isEnding() {
        return ending;
    }

    void registered(SelectionKey selectionKey) {
        key = selectionKey;
    }

    /** Reads behind what was left over into {@code in}; where the bytes end, -1 when the client has closed. */
    int read(ByteBuffer in) throws IOException {
        in.clear().put(incomplete);
        incomplete = NOTHING;
        return channel.read(in) < 0 ? -1 : in.position();
    }

    /** The frame that begins there has not come whole. */
    void keep(byte[] buf, int at, int end) {
        if (at < end) {
            incomplete = Arrays.copyOfRange(buf, at, end);
        }
    }

    /** Writes what waits as far as the socket takes it; {@code scratch} is overwritten. */
    void write(ByteBuffer scratch) throws IOException {
        var rest = unwritten;
        if (rest != null) {
            channel.write(rest);
            if (rest.hasRemaining()) {
                return;
            }
            unwritten = null;
        }
        boolean wasBlocked = blocked;
        // Before the look into the outbox: whoever still sees it has put his frame in already.
        blocked = false;
        while (!outbox.isEmpty()) {
            outbox.fill(scratch.clear(), clock.nanoTime());
            channel.write(scratch.flip());
            if (scratch.hasRemaining()) {
                block(scratch);
                return;
            }
        }
        if (wasBlocked) {
            interest(SelectionKey.OP_READ);
        }
    }

    private void block(ByteBuffer rest) {
        blocked = true;
        unwritten = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
        interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private void interest(int operations) {
        var registered = key;
        if (registered != null && registered.isValid()) {
            registered.interestOps(operations);
        }
    }

    /** Hands a datagram to the worker; false when too many are under way. */
    boolean deliver(TcpReceiver to, byte[] datagram) {
        if (underWay.get() >= MAX_UNDER_WAY) {
            return false;
        }
        underWay.incrementAndGet();
        to.received(remote, datagram);
        return true;
    }

    /** Closes the socket and tells the worker. */
    void end() throws IOException {
        ending = true;
        var told = receiver;
        if (told != null) {
            told.ended(remote);
        }
        channel.close();
    }

    @Nullable TcpReceiver receiver() {
        return receiver;
    }

    void receiver(TcpReceiver found) {
        receiver = found;
    }

    /** Counts a frame that came before a valid check, and returns how many. */
    int early() {
        return ++early;
    }

    void heard(long nowNs) {
        heardNs = nowNs;
    }

    long heardNs() {
        return heardNs;
    }

    long acceptedNs() {
        return acceptedNs;
    }

    Source source() {
        return source;
    }
}
