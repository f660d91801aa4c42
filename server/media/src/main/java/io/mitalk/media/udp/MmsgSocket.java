package io.mitalk.media.udp;

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
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Owned by the worker thread. One socket of one family within a {@link MmsgPort}, and the batches that pass it. */
final class MmsgSocket {

    private static final int SOCKADDR_IN6_BYTES = 28;
    private static final int SOCKADDR_IN_BYTES = 16;
    private static final ValueLayout.OfShort NETWORK_SHORT =
            JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NETWORK_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final int fd;
    private final boolean ipv6;
    private final int port;
    private final Messages out;
    private final Messages in;
    private final KnownSenders senders = new KnownSenders();
    private int length;
    private int queued;
    private int refused;
    private int received;
    private int taken;
    private boolean silent;

    private MmsgSocket(Arena arena, int fd, boolean ipv6, int port) {
        this.fd = fd;
        this.ipv6 = ipv6;
        this.port = port;
        int nameBytes = ipv6 ? SOCKADDR_IN6_BYTES : SOCKADDR_IN_BYTES;
        this.out = Messages.allocate(arena, nameBytes);
        this.in = Messages.allocate(arena, nameBytes);
    }

    /** Opens and binds a socket that speaks the family of its address only. */
    static MmsgSocket open(Arena arena, InetAddress address, int port) throws IOException {
        boolean ipv6 = !(address instanceof Inet4Address);
        int fd =
                LibC.socket(
                        ipv6 ? LibC.AF_INET6 : LibC.AF_INET,
                        LibC.SOCK_DGRAM | LibC.NONBLOCK | LibC.CLOEXEC);
        if (fd < 0) {
            throw new IOException("no socket: too many open files, or the family is missing");
        }
        try {
            return new MmsgSocket(arena, fd, ipv6, bind(arena, fd, address, port));
        } catch (IOException e) {
            LibC.close(fd);
            throw e;
        }
    }

    private static int bind(Arena arena, int fd, InetAddress address, int port) throws IOException {
        var four = arena.allocate(JAVA_INT);
        four.set(JAVA_INT, 0, UdpPort.SOCKET_BUFFER_BYTES);
        LibC.setsockopt(fd, LibC.SOL_SOCKET, LibC.SO_RCVBUF, four, Integer.BYTES);
        LibC.setsockopt(fd, LibC.SOL_SOCKET, LibC.SO_SNDBUF, four, Integer.BYTES);
        var name = arena.allocate(SOCKADDR_IN6_BYTES, JAVA_LONG.byteAlignment());
        boolean ipv6 = !(address instanceof Inet4Address);
        if (ipv6) {
            four.set(JAVA_INT, 0, 1);
            LibC.setsockopt(fd, LibC.IPPROTO_IPV6, LibC.IPV6_V6ONLY, four, Integer.BYTES);
        }
        writeName(name, 0, RemoteAddress.of(new InetSocketAddress(address, port)), ipv6);
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
    private static void writeName(MemorySegment names, long at, RemoteAddress to, boolean ipv6) {
        names.set(NETWORK_SHORT, at + 2, (short) to.port());
        if (ipv6) {
            names.set(JAVA_SHORT, at, (short) LibC.AF_INET6);
            names.set(NETWORK_LONG, at + 8, to.high());
            names.set(NETWORK_LONG, at + 16, to.low());
            names.set(JAVA_INT, at + 24, to.scope());
        } else {
            names.set(JAVA_SHORT, at, (short) LibC.AF_INET);
            names.set(NETWORK_INT, at + 4, (int) to.low());
        }
    }

    int fd() {
        return fd;
    }

    int port() {
        return port;
    }

    /** Whether everything of the last batch was taken. */
    boolean exhausted() {
        return taken == received;
    }

    /** As in {@link UdpPort#receive}; the bytes go to {@code buffer}. */
    @Nullable RemoteAddress receive(byte[] buffer) {
        if (taken == received && !receiveBatch()) {
            return null;
        }
        int at = taken++;
        length = in.copyTo(at, buffer);
        return sender(at);
    }

    /** Whether the last wait found nothing here, so that asking once more would be in vain. */
    void silent(boolean nothing) {
        silent = nothing;
    }

    /** One call fills all it can; a batch that was not full has emptied the socket, as the next wait would tell. */
    private boolean receiveBatch() {
        boolean drained = silent || (received > 0 && received < Messages.COUNT);
        silent = false;
        received = 0;
        taken = 0;
        if (!drained) {
            in.offerAll();
            received = Math.max(0, LibC.recvmmsg(fd, in.address(0), Messages.COUNT));
        }
        return received > 0;
    }

    private RemoteAddress sender(int at) {
        long name = in.name(at);
        var names = in.names();
        int from = names.get(NETWORK_SHORT, name + 2) & 0xffff;
        return ipv6
                ? senders.ipv6(
                        names.get(NETWORK_LONG, name + 8),
                        names.get(NETWORK_LONG, name + 16),
                        names.get(JAVA_INT, name + 24),
                        from)
                : senders.ipv4(names.get(NETWORK_INT, name + 4), from);
    }

    /** How many bytes the last {@link #receive} copied. */
    int length() {
        return length;
    }

    void send(byte[] bytes, int len, RemoteAddress to) {
        if (queued == Messages.COUNT) {
            sendBatch();
        }
        out.put(queued, bytes, len);
        writeName(out.names(), out.name(queued), to, ipv6);
        queued++;
    }

    /** As in {@link UdpPort#flush}. */
    int flush() {
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

    void close() {
        LibC.close(fd);
    }
}
