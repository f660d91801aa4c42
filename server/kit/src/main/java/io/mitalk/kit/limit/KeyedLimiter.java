package io.mitalk.kit.limit;

import io.mitalk.kit.time.Clock;
import java.util.LinkedHashMap;

/**
 * Thread-safe. One {@link TokenBucket} for each key, such as a source address, with a bound on their number: a new
 * key drops the one that was used longest ago, so that inventing keys costs an attacker nothing but also costs us
 * nothing.
 */
public final class KeyedLimiter<K> {

    private final Rate rate;
    private final int maxKeys;
    private final Clock clock;
    private final LinkedHashMap<K, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /** Starts with no key. */
    public KeyedLimiter(Rate rate, int maxKeys, Clock clock) {
        if (maxKeys < 1) {
            throw new IllegalArgumentException("at least one key, not " + maxKeys);
        }
        this.rate = rate;
        this.maxKeys = maxKeys;
        this.clock = clock;
    }

    /** Whether {@code key} may once more. */
    public synchronized boolean take(K key) {
        return bucket(key).take(1);
    }

    /** Milliseconds until {@code key} may again; 0 when it may now. */
    public synchronized long waitMs(K key) {
        return bucket(key).waitMs(1);
    }

    /** How many keys are remembered. */
    public synchronized int size() {
        return buckets.size();
    }

    private TokenBucket bucket(K key) {
        var bucket = buckets.computeIfAbsent(key, _ -> new TokenBucket(rate, clock));
        if (buckets.size() > maxKeys) {
            // Those at rest lose nothing by being forgotten; the eldest goes in any case.
            var eldest = buckets.firstEntry().getKey();
            buckets.entrySet().removeIf(e -> !e.getKey().equals(key) && e.getValue().full());
            if (buckets.size() > maxKeys) {
                buckets.remove(eldest);
            }
        }
        return bucket;
    }
}
