package io.mitalk.media.udp;

import java.net.InetSocketAddress;

/**
 * Owned by the worker thread. Where every datagram leaves: it is built in {@link #slot} and handed on by {@link #send}.
 * Today each is one system call; a batch of slots may take the place of the single one without its users noticing.
 */
public final class Egress {

    private final UdpPort port;
    private final byte[] slot = new byte[UdpPort.MAX_DATAGRAM_BYTES];
    private long packets;
    private long bytes;
    private long refused;

    public Egress(UdpPort port) {
        this.port = port;
    }

    /** Where the next datagram is built, from index 0; its content is undefined after {@link #send}. */
    public byte[] slot() {
        return slot;
    }

    /** Sends the first {@code len} bytes of the slot; false when the system's send buffer is full. */
    public boolean send(int len, InetSocketAddress to) {
        return send(slot, len, to);
    }

    /** Sends bytes that were built elsewhere. */
    public boolean send(byte[] datagram, int len, InetSocketAddress to) {
        if (!port.send(datagram, len, to)) {
            refused++;
            return false;
        }
        packets++;
        bytes += len;
        return true;
    }

    /** Datagrams sent since the start; any thread may read it, a little late. */
    public long packets() {
        return packets;
    }

    /** Bytes of UDP payload sent since the start; any thread may read it, a little late. */
    public long bytes() {
        return bytes;
    }

    /** Datagrams that the system did not take; any thread may read it, a little late. */
    public long refused() {
        return refused;
    }
}
