package io.mitalk.app;

import java.net.InetAddress;

/** Immutable. What addresses in the configuration mean. */
final class InetAddresses {

    private InetAddresses() {}

    /** Whether only this machine reaches what listens there; a name other than localhost is taken as reachable. */
    static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
