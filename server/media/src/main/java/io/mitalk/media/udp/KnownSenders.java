package io.mitalk.media.udp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Owned by the worker thread. The address objects of late senders, so that one that goes on sending makes none. */
final class KnownSenders {

    /** A power of two; senders of the same place push each other out. */
    private static final int PLACES = 4096;

    private final @Nullable RemoteAddress[] senders = new @Nullable RemoteAddress[PLACES];

    /** Whoever the system's IPv4 address names. */
    RemoteAddress ipv4(int address, int port) {
        long low = RemoteAddress.mapped(address);
        var known = senders[place(0, low, port)];
        if (known != null && known.low() == low && known.high() == 0 && known.port() == port) {
            return known;
        }
        var bytes = ByteBuffer.allocate(4).putInt(address).array();
        return keep(new InetSocketAddress(numbered(bytes), port));
    }

    /** The same for IPv6; {@code scope} is the interface of a link-local address. */
    RemoteAddress ipv6(long high, long low, int scope, int port) {
        var known = senders[place(high, low, port)];
        if (known != null
                && known.low() == low
                && known.high() == high
                && known.scope() == scope
                && known.port() == port) {
            return known;
        }
        var bytes = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
        try {
            var address =
                    scope == 0 ? numbered(bytes) : Inet6Address.getByAddress("", bytes, scope);
            return keep(new InetSocketAddress(address, port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 16 bytes", e);
        }
    }

    /** Whoever the Java library names. */
    RemoteAddress of(InetSocketAddress address) {
        var known = senders[address.hashCode() & (PLACES - 1)];
        if (known != null
                && known.address().equals(address)
                && known.scope() == RemoteAddress.scope(address)) {
            return known;
        }
        var sender = RemoteAddress.of(address);
        senders[address.hashCode() & (PLACES - 1)] = sender;
        return sender;
    }

    private RemoteAddress keep(InetSocketAddress address) {
        var sender = RemoteAddress.of(address);
        senders[place(sender.high(), sender.low(), sender.port())] = sender;
        return sender;
    }

    private static int place(long high, long low, int port) {
        return (int) ((((low ^ high) * 31 + port) * 0x9E37_79B9_7F4A_7C15L) >>> 52);
    }

    private static InetAddress numbered(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of 4 or 16 bytes", e);
        }
    }
}
