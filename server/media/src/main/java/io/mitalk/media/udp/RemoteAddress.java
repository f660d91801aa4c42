package io.mitalk.media.udp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. Where datagrams come from and go to, in the forms that both kinds of port need, so that none is made for a
 * packet. Two are equal when they are the same address, port and, for link-local ones, interface (RFC 4007 section 6),
 * over UDP; over a stream only the same one is.
 */
public final class RemoteAddress {

    private static final long MAPPED = 0xffffL << 32;

    private final InetSocketAddress address;
    private final long high;
    private final long low;
    private final int scope;
    private final int hash;
    private final @Nullable FrameSink stream;

    private RemoteAddress(
            InetSocketAddress address, long high, long low, @Nullable FrameSink stream) {
        this.address = address;
        this.high = high;
        this.low = low;
        this.scope = scope(address);
        this.stream = stream;
        this.hash = Long.hashCode((high ^ low) * 31 + address.getPort());
    }

    /**
     * Prepares an address of UDP.
     *
     * @throws IllegalArgumentException when it is a name that was not resolved
     */
    public static RemoteAddress of(InetSocketAddress address) {
        return of(address, null);
    }

    /**
     * The far end of a stream, which is not the UDP address of the same numbers.
     *
     * @throws IllegalArgumentException when it is a name that was not resolved
     */
    public static RemoteAddress over(FrameSink stream, InetSocketAddress address) {
        return of(address, stream);
    }

    private static RemoteAddress of(InetSocketAddress address, @Nullable FrameSink stream) {
        var ip = address.getAddress();
        if (ip == null) {
            throw new IllegalArgumentException(address + " is a name, not an address");
        }
        var bytes = ByteBuffer.wrap(ip.getAddress());
        if (ip instanceof Inet4Address) {
            return new RemoteAddress(address, 0, mapped(bytes.getInt()), stream);
        }
        return new RemoteAddress(address, bytes.getLong(), bytes.getLong(), stream);
    }

    /** An IPv4 address within the last eight bytes of an IPv6 one (RFC 4291 section 2.5.5.2). */
    static long mapped(int ipv4) {
        return MAPPED | (ipv4 & 0xffff_ffffL);
    }

    /** The interface that a link-local address belongs to, 0 for any other. */
    static int scope(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address six ? six.getScopeId() : 0;
    }

    /** The same for the Java library. */
    public InetSocketAddress address() {
        return address;
    }

    /** The stream that it is reached by; null for UDP. */
    public @Nullable FrameSink stream() {
        return stream;
    }

    boolean ipv4() {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** The first eight bytes of an IPv6 address, 0 for IPv4. */
    long high() {
        return high;
    }

    /** The last eight bytes; those of an IPv4 one in the form of {@link #mapped}. */
    long low() {
        return low;
    }

    int scope() {
        return scope;
    }

    int port() {
        return address.getPort();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof RemoteAddress that
                        && low == that.low
                        && high == that.high
                        && scope == that.scope
                        && port() == that.port()
                        && Objects.equals(stream, that.stream));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
