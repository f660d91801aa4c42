package io.mitalk.media.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread; only {@link #wake} may be called by any. Many datagrams a system call, by
 * {@code sendmmsg(2)} and {@code recvmmsg(2)} through the foreign function interface. Bound to {@code ::} it has a
 * socket for each family, so that IPv4 stays free of mapped addresses. All its native memory is one arena, which
 * {@link #close} gives back.
 */
final class MmsgPort implements UdpPort {

    private static final int POLL_BYTES = 8;

    /** How many free ports are tried until one is free in both families. */
    private static final int ATTEMPTS = 16;

    private final Arena arena;
    private final int wakeFd;
    private final @Nullable MmsgSocket four;
    private final @Nullable MmsgSocket six;

    private final MmsgSocket first;

    /** The same where there is one only. */
    private final MmsgSocket second;

    /** The one of the two that is read now, and the other. */
    private MmsgSocket reading;

    private MmsgSocket waiting;
    private final MemorySegment polled;
    private final int polledCount;
    private final MemorySegment one;
    private final MemorySegment eight;
    private final byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
    private final Object wakeLock = new Object();
    private boolean closed;
    private int length;
    private int homeless;

    private MmsgPort(
            Arena arena, MmsgSocket first, @Nullable MmsgSocket four, @Nullable MmsgSocket six)
            throws IOException {
        this.arena = arena;
        this.four = four;
        this.six = six;
        this.first = first;
        this.second = four != null && six != null ? four : first;
        this.reading = first;
        this.waiting = second;
        this.wakeFd = LibC.eventfd();
        if (wakeFd < 0) {
            throw new IOException("no eventfd: too many open files");
        }
        this.one = arena.allocateFrom(JAVA_LONG, 1);
        this.eight = arena.allocate(JAVA_LONG);
        this.polledCount = first == second ? 2 : 3;
        this.polled = arena.allocate(3 * POLL_BYTES, JAVA_INT.byteAlignment());
        poll(0, wakeFd);
        poll(1, first.fd());
        poll(2, second.fd());
    }

    private void poll(int at, int fd) {
        polled.set(JAVA_INT, (long) at * POLL_BYTES, fd);
        polled.set(JAVA_SHORT, (long) at * POLL_BYTES + 4, (short) LibC.POLLIN);
    }

    static boolean works() {
        return LibC.works();
    }

    @SuppressWarnings("MustBeClosedChecker") // close does
    static MmsgPort open(InetAddress address, int port) throws IOException {
        // Shared, since the port is opened by the thread that starts the worker.
        var arena = Arena.ofShared();
        var opened = List.<MmsgSocket>of();
        try {
            opened = sockets(arena, address, port);
            var first = opened.getFirst();
            if (opened.size() > 1) {
                return new MmsgPort(arena, first, opened.getLast(), first);
            }
            return address instanceof Inet4Address
                    ? new MmsgPort(arena, first, first, null)
                    : new MmsgPort(arena, first, null, first);
        } catch (IOException e) {
            opened.forEach(MmsgSocket::close);
            arena.close();
            throw e;
        }
    }

    /** One socket, or for {@code ::} two of the same number, IPv6 first. */
    private static List<MmsgSocket> sockets(Arena arena, InetAddress address, int port)
            throws IOException {
        if (address instanceof Inet4Address || !address.isAnyLocalAddress()) {
            return List.of(MmsgSocket.open(arena, address, port));
        }
        var any = InetAddress.ofLiteral("0.0.0.0");
        for (int attempt = 1; ; attempt++) {
            var six = MmsgSocket.open(arena, address, port);
            try {
                return List.of(six, MmsgSocket.open(arena, any, six.port()));
            } catch (IOException e) {
                six.close();
                if (port != 0 || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public int port() {
        return first.port();
    }

    @Override
    public void await(long timeoutMs) {
        // Without a wait there is nothing to learn: receive asks the sockets itself.
        if (timeoutMs > 0 && reading.exhausted() && waiting.exhausted()) {
            LibC.poll(polled.address(), polledCount, (int) Math.min(timeoutMs, Integer.MAX_VALUE));
            if (happened(0)) {
                LibC.read(wakeFd, eight.address(), Long.BYTES);
            }
            first.silent(!happened(1));
            if (polledCount > 2) {
                second.silent(!happened(2));
            }
        }
    }

    private boolean happened(int at) {
        return polled.get(JAVA_SHORT, (long) at * POLL_BYTES + 6) != 0;
    }

    /** Under a lock with {@link #close}, after which the number may stand for another file. */
    @Override
    public void wake() {
        synchronized (wakeLock) {
            if (!closed) {
                LibC.write(wakeFd, one.address(), Long.BYTES);
            }
        }
    }

    /** Batch after batch the sockets take turns, so that a flood of one family does not silence the other. */
    @Override
    public @Nullable RemoteAddress receive() {
        if (reading != waiting && reading.exhausted()) {
            takeTurns();
        }
        var from = reading.receive(buffer);
        if (from == null && reading != waiting) {
            takeTurns();
            from = reading.receive(buffer);
        }
        length = reading.length();
        return from;
    }

    private void takeTurns() {
        var next = waiting;
        waiting = reading;
        reading = next;
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
        var socket = to.ipv4() ? four : six;
        if (socket == null) {
            homeless++;
        } else {
            socket.send(bytes, len, to);
        }
    }

    @Override
    public int flush() {
        int count = homeless + first.flush();
        homeless = 0;
        return first == second ? count : count + second.flush();
    }

    @Override
    public void close() {
        synchronized (wakeLock) {
            if (closed) {
                return;
            }
            closed = true;
            LibC.close(wakeFd);
            first.close();
            if (first != second) {
                second.close();
            }
            arena.close();
        }
    }
}
