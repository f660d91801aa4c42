package io.mitalk.media.udp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread; only {@link #wake} may be called by any. Many datagrams a system call, by
 * {@code sendmmsg(2)} and {@code recvmmsg(2)} through the foreign function interface. All its native memory is one
 * arena, which {@link #close} gives back.
 */
final class MmsgPort implements UdpPort {

    private static final int SOCKADDR_IN6_BYTES = 28;
    private static final int SOCKADDR_IN_BYTES = 16;

    /** Senders whose address objects are kept, so that one that goes on sending makes none. A power of two. */
    private static final int KNOWN_SENDERS = 4096;

    private static final int POLL_BYTES = 8;
    private static final ValueLayout.OfShort NETWORK_SHORT =
            JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NETWORK_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Arena arena;
    private final int fd;
    private final int wakeFd;
    private final boolean ipv6;
    private final int port;
    private final Messages out;
    private final Messages in;
    private final MemorySegment polled;
    private final MemorySegment one;
    private final MemorySegment eight;
    private final byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
    private final @Nullable InetSocketAddress[] senders =
            new @Nullable InetSocketAddress[KNOWN_SENDERS];
    private final long[] sendersHigh = new long[KNOWN_SENDERS];
    private final long[] sendersLow = new long[KNOWN_SENDERS];
    private final Object wakeLock = new Object();
    private boolean closed;
    private int length;
    private int queued;
    private int refused;
    private int received;
    private int taken;

    private MmsgPort(Arena arena, int fd, boolean ipv6, int port) throws IOException {
        this.arena = arena;
        this.fd = fd;
        this.ipv6 = ipv6;
        this.port = port;
        this.wakeFd = LibC.eventfd();
        if (wakeFd < 0) {
            throw new IOException("no eventfd: too many open files");
        }
        int nameBytes = ipv6 ? SOCKADDR_IN6_BYTES : SOCKADDR_IN_BYTES;
        this.out = Messages.allocate(arena, nameBytes);
        this.in = Messages.allocate(arena, nameBytes);
        this.one = arena.allocateFrom(JAVA_LONG, 1);
        this.eight = arena.allocate(JAVA_LONG);
        this.polled = arena.allocate(2 * POLL_BYTES, JAVA_INT.byteAlignment());
        polled.set(JAVA_INT, 0, fd);
        polled.set(JAVA_SHORT, 4, (short) LibC.POLLIN);
        polled.set(JAVA_INT, POLL_BYTES, wakeFd);
        polled.set(JAVA_SHORT, POLL_BYTES + 4, (short) LibC.POLLIN);
    }

    static boolean works() {
        return LibC.works();
    }

    @SuppressWarnings("MustBeClosedChecker") // close does
    static MmsgPort open(InetAddress address, int port) throws IOException {
        // Shared, since the port is opened by the thread that starts the worker.
        var arena = Arena.ofShared();
        boolean ipv6 = !(address instanceof Inet4Address);
        int fd =
                LibC.socket(
                        ipv6 ? LibC.AF_INET6 : LibC.AF_INET,
                        LibC.SOCK_DGRAM | LibC.NONBLOCK | LibC.CLOEXEC);
        try {
            if (fd < 0) {
                throw new IOException("no socket: too many open files, or the family is missing");
            }
            return new MmsgPort(arena, fd, ipv6, bind(arena, fd, address, port));
        } catch (IOException e) {
            if (fd >= 0) {
                LibC.close(fd);
            }
            arena.close();
            throw e;
        }
    }

    private static int bind(Arena arena, int fd, InetAddress address, int port) throws IOException {
        var four = arena.allocate(JAVA_INT);
        four.set(JAVA_INT, 0, SOCKET_BUFFER_BYTES);
        LibC.setsockopt(fd, LibC.SOL_SOCKET, LibC.SO_RCVBUF, four, Integer.BYTES);
        LibC.setsockopt(fd, LibC.SOL_SOCKET, LibC.SO_SNDBUF, four, Integer.BYTES);
        var name = arena.allocate(SOCKADDR_IN6_BYTES, JAVA_LONG.byteAlignment());
        var to = Destination.of(new InetSocketAddress(address, port));
        boolean ipv6 = !(address instanceof Inet4Address);
        if (ipv6) {
            four.set(JAVA_INT, 0, 0);
            LibC.setsockopt(fd, LibC.IPPROTO_IPV6, LibC.IPV6_V6ONLY, four, Integer.BYTES);
        }
        writeName(name, 0, to, ipv6);
        int nameBytes = ipv6 ? SOCKADDR_IN6_BYTES : SOCKADDR_IN_BYTES;
        int errno = LibC.bind(fd, name, nameBytes, arena.allocate(JAVA_INT));
        if (errno != 0) {
            throw new IOException(
                    errno == LibC.EADDRINUSE ? "already in use" : "the system says error " + errno);
        }
        four.set(JAVA_INT, 0, nameBytes);
        if (LibC.getsockname(fd, name, four) != 0) {
            throw new IOException("the system does not tell the port");
        }
        return name.get(NETWORK_SHORT, 2) & 0xffff;
    }

    /**
     * A socket address:
     *
     * <pre>
     *   sockaddr_in   family (2) | port (2) | address (4) | 0 (8)
     *   sockaddr_in6  family (2) | port (2) | flow (4)    | address (16) | scope (4)
     * </pre>
     */
    private static void writeName(MemorySegment names, long at, Destination to, boolean ipv6) {
        names.set(NETWORK_SHORT, at + 2, (short) to.port());
        if (ipv6) {
            names.set(JAVA_SHORT, at, (short) LibC.AF_INET6);
            names.set(NETWORK_LONG, at + 8, to.high());
            names.set(NETWORK_LONG, at + 16, to.low());
        } else {
            names.set(JAVA_SHORT, at, (short) LibC.AF_INET);
            names.set(NETWORK_INT, at + 4, to.ipv4());
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void await(long timeoutMs) {
        // Without a wait there is nothing to learn: receive asks the socket itself.
        if (timeoutMs > 0 && taken == received) {
            LibC.poll(polled.address(), 2, (int) Math.min(timeoutMs, Integer.MAX_VALUE));
            if (polled.get(JAVA_SHORT, POLL_BYTES + 6) != 0) {
                LibC.read(wakeFd, eight.address(), Long.BYTES);
            }
        }
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

    @Override
    public @Nullable InetSocketAddress receive() {
        if (taken == received && !receiveBatch()) {
            return null;
        }
        int at = taken++;
        length = in.copyTo(at, buffer);
        return sender(at);
    }

    /** One call fills all it can; a batch that was not full has emptied the socket, as the next wait would tell. */
    private boolean receiveBatch() {
        boolean drained = received > 0 && received < Messages.COUNT;
        received = 0;
        taken = 0;
        if (!drained) {
            in.offerAll();
            received = Math.max(0, LibC.recvmmsg(fd, in.address(0), Messages.COUNT));
        }
        return received > 0;
    }

    private InetSocketAddress sender(int at) {
        long name = in.name(at);
        var names = in.names();
        int from = names.get(NETWORK_SHORT, name + 2) & 0xffff;
        long high = ipv6 ? names.get(NETWORK_LONG, name + 8) : 0;
        long low =
                ipv6
                        ? names.get(NETWORK_LONG, name + 16)
                        : names.get(NETWORK_INT, name + 4) & 0xffff_ffffL;
        int slot = (int) ((((low ^ high) * 31 + from) * 0x9E37_79B9_7F4A_7C15L) >>> 52);
        var known = senders[slot];
        if (known != null
                && known.getPort() == from
                && sendersHigh[slot] == high
                && sendersLow[slot] == low) {
            return known;
        }
        var sender = address(high, low, from);
        senders[slot] = sender;
        sendersHigh[slot] = high;
        sendersLow[slot] = low;
        return sender;
    }

    private InetSocketAddress address(long high, long low, int from) {
        var bytes =
                ipv6
                        ? ByteBuffer.allocate(16).putLong(high).putLong(low)
                        : ByteBuffer.allocate(4).putInt((int) low);
        try {
            // Mapped addresses come out as IPv4 ones, as NIO has them.
            return new InetSocketAddress(InetAddress.getByAddress(bytes.array()), from);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
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
    public void send(byte[] bytes, int len, Destination to) {
        if (queued == Messages.COUNT) {
            sendBatch();
        }
        out.put(queued, bytes, len);
        writeName(out.names(), out.name(queued), to, ipv6);
        queued++;
    }

    @Override
    public int flush() {
        if (queued > 0) {
            sendBatch();
        }
        int count = refused;
        refused = 0;
        return count;
    }

    /** The system stops at the first datagram that it does not take; that one is given up and the rest tried again. */
    private void sendBatch() {
        int done = 0;
        while (done < queued) {
            int accepted = LibC.sendmmsg(fd, out.address(done), queued - done);
            if (accepted > 0) {
                done += accepted;
            } else {
                done++;
                refused++;
            }
        }
        queued = 0;
    }

    @Override
    public void close() {
        synchronized (wakeLock) {
            if (closed) {
                return;
            }
            closed = true;
            LibC.close(wakeFd);
            LibC.close(fd);
            arena.close();
        }
    }

    /**
     * Owned by the worker thread. The array that both calls take, each entry with one buffer and one address, laid out
     * once:
     *
     * <pre>
     *   mmsghdr  name (8) | name's length (4) 0 (4) | iovec (8) | 1 (8) | control (8) | its length (8) | flags (8)
     *            | bytes received (4) 0 (4)
     *   iovec    buffer (8) | length (8)
     * </pre>
     */
    private record Messages(
            MemorySegment headers,
            MemorySegment vectors,
            MemorySegment names,
            MemorySegment data,
            int nameBytes) {

        static final int COUNT = 64;

        private static final int HEADER_BYTES = 64;
        private static final int VECTOR_BYTES = 16;
        private static final int NAME_SPACING = 32;
        private static final int RECEIVED_AT = 56;

        static Messages allocate(Arena arena, int nameBytes) {
            long alignment = JAVA_LONG.byteAlignment();
            var messages =
                    new Messages(
                            arena.allocate((long) COUNT * HEADER_BYTES, alignment),
                            arena.allocate((long) COUNT * VECTOR_BYTES, alignment),
                            arena.allocate((long) COUNT * NAME_SPACING, alignment),
                            arena.allocate((long) COUNT * MAX_DATAGRAM_BYTES, alignment),
                            nameBytes);
            for (int i = 0; i < COUNT; i++) {
                messages.layOut(i);
            }
            return messages;
        }

        private void layOut(int at) {
            long header = (long) at * HEADER_BYTES;
            long vector = (long) at * VECTOR_BYTES;
            headers.set(JAVA_LONG, header, names.address() + name(at));
            headers.set(JAVA_INT, header + 8, nameBytes);
            headers.set(JAVA_LONG, header + 16, vectors.address() + vector);
            headers.set(JAVA_LONG, header + 24, 1);
            vectors.set(JAVA_LONG, vector, data.address() + (long) at * MAX_DATAGRAM_BYTES);
            vectors.set(JAVA_LONG, vector + 8, MAX_DATAGRAM_BYTES);
        }

        /** The system overwrites the lengths of the addresses. */
        void offerAll() {
            for (int i = 0; i < COUNT; i++) {
                headers.set(JAVA_INT, (long) i * HEADER_BYTES + 8, nameBytes);
            }
        }

        void put(int at, byte[] bytes, int len) {
            MemorySegment.copy(bytes, 0, data, JAVA_BYTE, (long) at * MAX_DATAGRAM_BYTES, len);
            vectors.set(JAVA_LONG, (long) at * VECTOR_BYTES + 8, len);
        }

        int copyTo(int at, byte[] bytes) {
            int len = headers.get(JAVA_INT, (long) at * HEADER_BYTES + RECEIVED_AT);
            MemorySegment.copy(data, JAVA_BYTE, (long) at * MAX_DATAGRAM_BYTES, bytes, 0, len);
            return len;
        }

        long name(int at) {
            return (long) at * NAME_SPACING;
        }

        long address(int at) {
            return headers.address() + (long) at * HEADER_BYTES;
        }
    }
}
