package io.mitalk.media.tcp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Immutable. Where connections come from, as far as they are counted together: an IPv4 address, or an IPv6 /64. */
record Source(boolean ipv4, long prefix) {

    static Source of(InetAddress address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address
                ? new Source(true, bytes.getInt())
                : new Source(false, bytes.getLong());
    }
}
