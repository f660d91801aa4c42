package io.mitalk.social.ping;

import io.mitalk.kit.config.Key;
import java.util.List;

/** Immutable. The configuration keys of pings. */
public final class PingKeys {

    public static final Key<Integer> PER_HOUR =
            Key.integer(
                    "ping.per-hour", 20, 1, 100_000, "people that one member may ping in an hour");

    public static final List<Key<?>> ALL = List.of(PER_HOUR);

    private PingKeys() {}
}
