package io.mitalk.media.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the worker thread; only {@link #wake} may be called by any. One non-blocking UDP socket and the wait for it.
 * What is received lands in {@link #buffer}, to be worked on in place. {@link NioPort} runs everywhere and is the
 * measure of the other, {@link MmsgPort}.
 */
public sealed interface UdpPort extends AutoCloseable permits NioPort, MmsgPort {

    /** The largest datagram that is read whole; media and handshakes stay far below. */
    int MAX_DATAGRAM_BYTES = 2048;

    /** What is asked of the system for each direction; it may give less. */
    int SOCKET_BUFFER_BYTES = 4 << 20;

    /**
     * Binds a socket. Bound to an IPv4 address it speaks IPv4 only, to an IPv6 one IPv6 only; bound to {@code ::} it
     * speaks both.
     *
     * @param port 0 picks a free one
     * @param batched whether by {@code sendmmsg} and {@code recvmmsg}, which {@link #batchedWorks} must allow
     * @throws UncheckedIOException when the port is taken; the message names it
     */
    static UdpPort bind(InetAddress address, int port, boolean batched) {
        try {
            return batched ? MmsgPort.open(address, port) : NioPort.open(address, port);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "UDP port " + port + " on " + address.getHostAddress() + ": " + e.getMessage(),
                    e);
        }
    }

    /** Whether this system has what the batched kind needs: 64-bit Linux, and native access granted to us. */
    static boolean batchedWorks() {
        return MmsgPort.works();
    }

    /** The port that the socket is bound to. */
    int port();

    /** Waits for a datagram, a {@link #wake} or the end of {@code timeoutMs}; 0 and less do not wait. */
    void await(long timeoutMs) throws IOException;

    /** Thread-safe. Ends the wait of {@link #await}, also the next one when none is under way. */
    void wake();

    /** The next datagram's sender, its bytes in {@link #buffer}; null when there is none. */
    @Nullable RemoteAddress receive();

    /** Where {@link #receive} puts the bytes, from index 0. */
    byte[] buffer();

    /** How many bytes the last {@link #receive} put there. */
    int length();

    /**
     * Sends a datagram of at most {@link #MAX_DATAGRAM_BYTES}, now or at the next {@link #flush}. The bytes may be
     * reused at once.
     */
    void send(byte[] bytes, int len, RemoteAddress to);

    /** Sends what still waits. Returns how many datagrams the system did not take since the last call. */
    int flush();

    @Override
    void close();
}
