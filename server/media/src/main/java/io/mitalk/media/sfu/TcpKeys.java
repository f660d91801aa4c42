package io.mitalk.media.sfu;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.media.tcp.TcpSettings;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of media over TCP, for clients whose network lets no UDP through. */
public final class TcpKeys {

    public static final Key<Boolean> UDP =
            Key.bool(
                    "media.udp",
                    true,
                    "whether clients are offered UDP; without, all media goes over TCP, which only a network"
                            + " that carries nothing else justifies");

    public static final Key<Boolean> TCP =
            Key.bool(
                    "media.tcp",
                    true,
                    "whether clients whose network lets no UDP through may send their media over TCP (RFC 6544)");

    public static final Key<Integer> PORT =
            Key.port("media.tcp-port", 7881, "TCP port for media, one for all workers");

    public static final Key<Integer> CONNECTIONS =
            Key.integer(
                    "media.tcp-connections",
                    10_000,
                    1,
                    1_000_000,
                    "TCP connections for media that may be open at once; when they are, the oldest without a"
                            + " valid check gives way");

    public static final Key<Integer> CONNECTIONS_PER_SOURCE =
            Key.integer(
                    "media.tcp-connections-per-source",
                    500,
                    1,
                    1_000_000,
                    "the same from one IPv4 address, or one IPv6 network of 64 bits");

    public static final Key<Duration> FIRST_CHECK =
            Key.duration(
                    "media.tcp-first-check",
                    Duration.ofSeconds(5),
                    "how long a TCP connection may take to show by a valid check whose it is");

    public static final Key<Duration> IDLE =
            Key.duration(
                    "media.tcp-idle",
                    Duration.ofMinutes(1),
                    "a TCP connection on which nothing comes for this time is closed");

    public static final Key<Integer> QUEUE_BYTES =
            Key.integer(
                    "media.tcp-queue-bytes",
                    65_536,
                    4096,
                    1 << 24,
                    "what may wait for a TCP client that takes in little; more is dropped, as a full network does");

    public static final Key<Duration> QUEUE =
            Key.duration(
                    "media.tcp-queue",
                    Duration.ofSeconds(1),
                    "how long it may wait; what is older is dropped and newer sound goes in its place");

    public static final List<Key<?>> ALL =
            List.of(
                    UDP,
                    TCP,
                    PORT,
                    CONNECTIONS,
                    CONNECTIONS_PER_SOURCE,
                    FIRST_CHECK,
                    IDLE,
                    QUEUE_BYTES,
                    QUEUE);

    private TcpKeys() {}

    static TcpSettings settings(Config config) {
        if (!config.get(UDP) && !config.get(TCP)) {
            throw config.refused(
                    UDP, "is off, and so is media.tcp; then no media could go anywhere");
        }
        return new TcpSettings(
                config.get(TCP),
                config.get(PORT),
                config.get(CONNECTIONS),
                config.get(CONNECTIONS_PER_SOURCE),
                millis(config, FIRST_CHECK),
                millis(config, IDLE),
                config.get(QUEUE_BYTES),
                millis(config, QUEUE));
    }

    private static int millis(Config config, Key<Duration> key) {
        return Math.toIntExact(config.get(key).toMillis());
    }
}
