package io.mitalk.http;

import io.mitalk.kit.limit.KeyedLimiter;
import io.mitalk.kit.limit.Rate;
import io.mitalk.kit.time.Clock;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Thread-safe. Requests of one source: an IPv4 address, or an IPv6 network of 64 bits, since that is what one customer
 * has.
 */
final class SourceLimit {

    private static final int MAX_SOURCES = 100_000;

    private final KeyedLimiter<Long> limiter;

    SourceLimit(HttpSettings.Requests requests, Clock clock) {
        limiter =
                new KeyedLimiter<>(
                        new Rate(requests.burst(), requests.perSecond()), MAX_SOURCES, clock);
    }

    /** Takes one request; 0 when it may pass, else milliseconds until the next one may. */
    long waitMs(InetAddress source) {
        long key = key(source);
        return limiter.take(key) ? 0 : Math.max(1, limiter.waitMs(key));
    }

    private static long key(InetAddress source) {
        byte[] bytes = source.getAddress();
        int length = source instanceof Inet6Address ? 8 : bytes.length;
        long key = source instanceof Inet6Address ? 1 : 0;
        for (int i = 0; i < length; i++) {
            key = key * 257 + (bytes[i] & 0xFF);
        }
        return key;
    }
}
