package io.mitalk.http;

import io.mitalk.kit.time.Clock;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Thread-safe. Requests of one source: an IPv4 address, or an IPv6 network of 64 bits, since that is what one customer
 * has. Keeps no source that has been quiet for as long as its bucket needs to fill.
 */
final class SourceLimit {

    private final HttpSettings.Requests requests;
    private final Clock clock;
    private final ConcurrentHashMap<Long, Bucket> buckets = new ConcurrentHashMap<>();

    SourceLimit(HttpSettings.Requests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    private record Bucket(double tokens, long atNs, boolean passed) {}

    /** Takes one request; 0 when it may pass, else milliseconds until the next one may. */
    long waitMs(InetAddress source) {
        long nowNs = clock.nanoTime();
        var bucket =
                buckets.compute(
                        key(source),
                        (_, before) -> {
                            double tokens =
                                    before == null ? requests.burst() : filled(before, nowNs);
                            return tokens >= 1
                                    ? new Bucket(tokens - 1, nowNs, true)
                                    : new Bucket(tokens, nowNs, false);
                        });
        return bucket.passed()
                ? 0
                : 1 + (long) ((1 - bucket.tokens()) * 1000 / requests.perSecond());
    }

    /** Forgets sources whose bucket is full again. */
    void sweep() {
        long nowNs = clock.nanoTime();
        buckets.values().removeIf(bucket -> filled(bucket, nowNs) >= requests.burst());
    }

    private double filled(Bucket bucket, long nowNs) {
        double gained = (nowNs - bucket.atNs()) / 1e9 * requests.perSecond();
        return Math.min(requests.burst(), bucket.tokens() + gained);
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
