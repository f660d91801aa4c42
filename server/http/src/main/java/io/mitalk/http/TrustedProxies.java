package io.mitalk.http;

import java.net.InetAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;

/** Immutable. Finds the true source of a request behind proxies that the operator named. */
record TrustedProxies(List<Cidr> ranges) {

    TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    boolean trusts(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /**
     * Walks X-Forwarded-For from the nearest hop outwards and stops at the first that is not ours: what stands further
     * left may have been written by anybody.
     */
    InetAddress source(InetAddress peer, HttpFields headers) {
        var hops = headers.getCSV("X-Forwarded-For", false);
        InetAddress source = peer;
        for (int i = hops.size() - 1; i >= 0 && trusts(source); i--) {
            try {
                source = InetAddress.ofLiteral(hops.get(i).strip());
            } catch (IllegalArgumentException e) {
                return source; // not an address: the nearest hop that is one must do
            }
        }
        return source;
    }

    /** Whether the client spoke TLS to the proxy; without a trusted proxy, whether it speaks TLS to us. */
    boolean secure(InetAddress peer, HttpFields headers, boolean directlySecure) {
        String proto = trusts(peer) ? headers.get("X-Forwarded-Proto") : null;
        return proto == null ? directlySecure : "https".equalsIgnoreCase(proto.strip());
    }
}
