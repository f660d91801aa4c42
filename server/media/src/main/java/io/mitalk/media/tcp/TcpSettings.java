package io.mitalk.media.tcp;

/**
 * Immutable. The bounds of media over TCP; each is a documented configuration key under {@code media.tcp}.
 *
 * @param on whether there is a TCP port at all
 * @param port of all workers; 0 picks a free one
 * @param connections that may be open at once
 * @param connectionsPerSource the same from one IPv4 address, or one IPv6 network of 64 bits
 * @param firstCheckMs how long a connection may take to prove that it belongs to a transport
 * @param idleMs a connection on which nothing comes for so long is closed
 * @param queueBytes what may wait for one client
 * @param queueMs how long it may wait
 */
public record TcpSettings(
        boolean on,
        int port,
        int connections,
        int connectionsPerSource,
        int firstCheckMs,
        int idleMs,
        int queueBytes,
        int queueMs) {

    /** None at all. */
    public static final TcpSettings OFF = new TcpSettings(false, 0, 0, 0, 0, 0, 0, 0);
}
