package io.mitalk.media.udp;

/**
 * Owned by the worker thread. Where every datagram leaves: it is built in {@link #slot}, handed on by {@link #send} and
 * on its way after {@link #flush} at the latest, which the worker calls once a round.
 */
public final class Egress {

    private final UdpPort port;
    private final byte[] slot = new byte[UdpPort.MAX_DATAGRAM_BYTES];
    private long packets;
    private long bytes;
    private long refused;
    private int crowded;

    public Egress(UdpPort port) {
        this.port = port;
    }

    /** Where the next datagram is built, from index 0; its content is undefined after {@link #send}. */
    public byte[] slot() {
        return slot;
    }

    /** Hands on the first {@code len} bytes of the slot. */
    public void send(int len, RemoteAddress to) {
        send(slot, len, to);
    }

    /** Hands on bytes that were built elsewhere; they may be reused at once. */
    public void send(byte[] datagram, int len, RemoteAddress to) {
        var stream = to.stream();
        if (stream == null) {
            port.send(datagram, len, to);
        } else if (!stream.offer(datagram, len)) {
            crowded++;
        }
        packets++;
        bytes += len;
    }

    /** Sends what waits, and returns how many datagrams the system did not take since the last call. */
    public int flush() {
        int lost = port.flush();
        refused += lost;
        return lost;
    }

    /** How many datagrams found no room in the streams of their clients since the last call. */
    public int takeCrowded() {
        int count = crowded;
        crowded = 0;
        refused += count;
        return count;
    }

    /** Datagrams handed to the system since the start; any thread may read it, a little late. */
    public long packets() {
        return packets - refused;
    }

    /** Bytes of payload handed on since the start, refused ones too; any thread may read it, a little late. */
    public long bytes() {
        return bytes;
    }

    /** Datagrams that were not taken; any thread may read it, a little late. */
    public long refused() {
        return refused;
    }
}
