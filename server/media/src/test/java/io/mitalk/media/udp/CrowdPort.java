package io.mitalk.media.udp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One thread reads; {@link #send} and {@link #close} are thread-safe. One socket that stands for many clients: it hears
 * every address of 127.0.0.0/8 on its port, tells by IP_PKTINFO (ip(7)) which one a datagram was for, and sends from
 * whichever is asked for. So a crowd needs neither a file nor a wake-up for each of its members. Linux only, by
 * {@link #works}.
 */
public final class CrowdPort implements AutoCloseable {

    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;
    private static final int SOL_IP = 0;
    private static final int IP_PKTINFO = 8;
    private static final int SO_BINDTODEVICE = 25;

    /** {@code mmsghdr}, as {@link MmsgPort} draws it, with what follows it here: iovec, address, control, data. */
    private static final int NAME_AT = 80;

    private static final int CONTROL_AT = 96;
    private static final int CONTROL_BYTES = 32;
    private static final int SOURCE_AT = CONTROL_AT + 20;
    private static final int TARGET_AT = CONTROL_AT + 24;
    private static final int DATA_AT = 128;
    private static final int NAME_BYTES = 16;
    private static final int HEADER_BYTES = 64;
    private static final int RECEIVED_AT = 56;
    private static final ValueLayout.OfShort NETWORK_SHORT =
            JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);

    private final Arena arena = Arena.ofShared();
    private final int fd;
    private final int port;
    private final MemorySegment headers;
    private final MemorySegment incoming;
    private final MemorySegment outHeader;
    private final MemorySegment outgoing;
    private final int batch;
    private final byte[] buffer = new byte[UdpPort.MAX_DATAGRAM_BYTES];
    private final Object sending = new Object();
    private boolean closed;

    /** Takes what came for one of the addresses; the bytes are its own until it returns. */
    public interface Reader {
        void datagram(int address, byte[] buf, int len);
    }

    private CrowdPort(int address, int batch) throws IOException {
        this.batch = batch;
        fd = LibC.socket(LibC.AF_INET, LibC.SOCK_DGRAM | LibC.NONBLOCK | LibC.CLOEXEC);
        if (fd < 0) {
            throw new IOException("no socket: too many open files");
        }
        var name = arena.allocate(NAME_BYTES, JAVA_LONG.byteAlignment());
        name.set(JAVA_SHORT, 0, (short) LibC.AF_INET);
        set(LibC.SOL_SOCKET, LibC.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        set(SOL_IP, IP_PKTINFO, 1);
        if (address == 0) {
            // Nobody outside of this machine is heard.
            var loopback = arena.allocateFrom("lo");
            LibC.setsockopt(fd, LibC.SOL_SOCKET, SO_BINDTODEVICE, loopback, "lo".length());
        }
        name.set(NETWORK_INT, 4, address);
        var length = arena.allocateFrom(JAVA_INT, NAME_BYTES);
        if (LibC.bind(fd, name, NAME_BYTES, arena.allocate(JAVA_INT)) != 0
                || LibC.getsockname(fd, name, length) != 0) {
            LibC.close(fd);
            throw new IOException("no free UDP port");
        }
        port = name.get(NETWORK_SHORT, 2) & 0xffff;
        headers = arena.allocate((long) batch * HEADER_BYTES, JAVA_LONG.byteAlignment());
        incoming = arena.allocate((long) batch * SLOT_BYTES, JAVA_LONG.byteAlignment());
        for (int i = 0; i < batch; i++) {
            layOut(headers.asSlice((long) i * HEADER_BYTES), slot(i), UdpPort.MAX_DATAGRAM_BYTES);
        }
        outHeader = arena.allocate(HEADER_BYTES, JAVA_LONG.byteAlignment());
        outgoing = arena.allocate(SLOT_BYTES, JAVA_LONG.byteAlignment());
        layOut(outHeader, outgoing, 0);
        outgoing.set(JAVA_SHORT, NAME_AT, (short) LibC.AF_INET);
        outgoing.set(JAVA_LONG, CONTROL_AT, 28);
        outgoing.set(JAVA_INT, CONTROL_AT + 8, SOL_IP);
        outgoing.set(JAVA_INT, CONTROL_AT + 12, IP_PKTINFO);
    }

    private static final int SLOT_BYTES = DATA_AT + UdpPort.MAX_DATAGRAM_BYTES;

    /** Whether this system has what it needs. */
    public static boolean works() {
        return LibC.works();
    }

    /** Opens a socket on a free port of all of 127.0.0.0/8; {@code batch} is how many datagrams are read at once. */
    public static CrowdPort shared(int batch) throws IOException {
        return new CrowdPort(0, batch);
    }

    /** The same of one address of this machine. */
    public static CrowdPort own(int address, int batch) throws IOException {
        return new CrowdPort(address, batch);
    }

    private void set(int level, int option, int value) {
        LibC.setsockopt(fd, level, option, arena.allocateFrom(JAVA_INT, value), Integer.BYTES);
    }

    private MemorySegment slot(int at) {
        return incoming.asSlice((long) at * SLOT_BYTES, SLOT_BYTES);
    }

    private static void layOut(MemorySegment header, MemorySegment slot, int bytes) {
        header.set(JAVA_LONG, 0, slot.address() + NAME_AT);
        header.set(JAVA_INT, 8, NAME_BYTES);
        header.set(JAVA_LONG, 16, slot.address() + HEADER_BYTES);
        header.set(JAVA_LONG, 24, 1);
        header.set(JAVA_LONG, 32, slot.address() + CONTROL_AT);
        header.set(JAVA_LONG, 40, CONTROL_BYTES);
        slot.set(JAVA_LONG, HEADER_BYTES, slot.address() + DATA_AT);
        slot.set(JAVA_LONG, HEADER_BYTES + 8, bytes);
    }

    public int port() {
        return port;
    }

    /** The file, for a poll of many. */
    public int fd() {
        return fd;
    }

    /** Sends from an address of this machine; what the system does not take is lost. */
    public void send(int fromAddress, ByteBuffer datagram, InetSocketAddress to) {
        synchronized (sending) {
            if (closed || datagram.remaining() > UdpPort.MAX_DATAGRAM_BYTES) {
                return;
            }
            int len = datagram.remaining();
            MemorySegment.copy(MemorySegment.ofBuffer(datagram), 0, outgoing, DATA_AT, len);
            outgoing.set(JAVA_LONG, HEADER_BYTES + 8, len);
            outgoing.set(NETWORK_SHORT, NAME_AT + 2, (short) to.getPort());
            outgoing.set(NETWORK_INT, NAME_AT + 4, ipv4(to));
            outgoing.set(NETWORK_INT, SOURCE_AT, fromAddress);
            LibC.sendmmsg(fd, outHeader.address(), 1);
        }
    }

    private static int ipv4(InetSocketAddress of) {
        return ByteBuffer.wrap(of.getAddress().getAddress()).getInt();
    }

    /** Reads all that waits. */
    public void receive(Reader reader) {
        int came = batch;
        while (came == batch) {
            came = Math.max(0, receiveBatch());
            for (int i = 0; i < came; i++) {
                int len = headers.get(JAVA_INT, (long) i * HEADER_BYTES + RECEIVED_AT);
                long slot = (long) i * SLOT_BYTES;
                MemorySegment.copy(incoming, JAVA_BYTE, slot + DATA_AT, buffer, 0, len);
                reader.datagram(incoming.get(NETWORK_INT, slot + TARGET_AT), buffer, len);
            }
        }
    }

    private int receiveBatch() {
        for (int i = 0; i < batch; i++) {
            headers.set(JAVA_INT, (long) i * HEADER_BYTES + 8, NAME_BYTES);
            headers.set(JAVA_LONG, (long) i * HEADER_BYTES + 40, CONTROL_BYTES);
        }
        return LibC.recvmmsg(fd, headers.address(), batch);
    }

    /** Nobody may read it any more. */
    @Override
    public void close() {
        synchronized (sending) {
            if (!closed) {
                closed = true;
                LibC.close(fd);
                arena.close();
            }
        }
    }
}
