package io.mitalk.media.udp;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Immutable. Where datagrams go, in the forms that both kinds of port need, so that none is made for a packet.
 *
 * @param address the same for NIO
 * @param high the first eight bytes of the IPv6 address, 0 for IPv4
 * @param low the last eight bytes; for IPv4 the mapped form of RFC 4291 section 2.5.5.2
 */
public record Destination(InetSocketAddress address, long high, long low) {

    private static final long MAPPED = 0xffffL << 32;

    /**
     * Prepares an address.
     *
     * @throws IllegalArgumentException when it is a name that was not resolved
     */
    public static Destination of(InetSocketAddress address) {
        var ip = address.getAddress();
        if (ip == null) {
            throw new IllegalArgumentException(address + " is a name, not an address");
        }
        var bytes = ByteBuffer.wrap(ip.getAddress());
        if (ip instanceof Inet4Address) {
            return new Destination(address, 0, MAPPED | (bytes.getInt() & 0xffff_ffffL));
        }
        return new Destination(address, bytes.getLong(), bytes.getLong());
    }

    /** The last four bytes of the address, which are all of an IPv4 one. */
    int ipv4() {
        return (int) low;
    }

    int port() {
        return address.getPort();
    }
}
