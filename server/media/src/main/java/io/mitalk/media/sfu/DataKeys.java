package io.mitalk.media.sfu;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.media.sctp.SctpSettings;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of data channels. */
public final class DataKeys {

    private static final SctpSettings STANDARD = SctpSettings.standard();
    private static final int LARGEST = 1 << 28;

    public static final Key<Integer> MESSAGE_BYTES =
            Key.integer(
                    "media.data-message-bytes",
                    STANDARD.maxMessageBytes(),
                    65_536,
                    262_144,
                    "largest message of a data channel, in bytes");

    public static final Key<Integer> RECEIVE_BYTES =
            bytes(
                    "media.data-receive-bytes",
                    STANDARD.receiveBytes(),
                    "bytes that a client's messages may take up while parts of them are missing or the room is busy");

    public static final Key<Integer> RELIABLE_BYTES =
            bytes(
                    "media.data-reliable-bytes",
                    STANDARD.reliableBytes(),
                    "bytes of messages that must arrive and wait for one client; more, and its data"
                            + " channels are given up");

    public static final Key<Integer> LOSSY_BYTES =
            bytes(
                    "media.data-lossy-bytes",
                    STANDARD.lossyBytes(),
                    "bytes of messages that may be lost and wait for one client; more drops the oldest");

    public static final Key<Integer> WINDOW_BYTES =
            bytes(
                    "media.data-window-bytes",
                    STANDARD.windowBytes(),
                    "bytes of data under way to one client at once, whatever its network bears");

    public static final Key<Integer> CHANNELS =
            Key.integer(
                    "media.data-channels",
                    STANDARD.maxChannels(),
                    3,
                    1024,
                    "data channels of one client");

    public static final Key<Duration> RTO_MIN =
            Key.duration(
                    "media.data-rto-min",
                    Duration.ofMillis(STANDARD.rtoMinMs()),
                    "shortest wait until data is sent again; clients may answer 200 ms late");

    public static final Key<Integer> TIMEOUTS =
            Key.integer(
                    "media.data-timeouts",
                    STANDARD.maxTimeouts(),
                    1,
                    100,
                    "times that data is sent again in vain until its channels are given up");

    public static final Key<Duration> HEARTBEAT =
            Key.duration(
                    "media.data-heartbeat",
                    Duration.ofMillis(STANDARD.heartbeatMs()),
                    "silence on data channels after which the client is asked whether it is there; 0 never asks");

    public static final Key<Integer> UNREAD_BYTES =
            bytes(
                    "media.data-unread-bytes",
                    DataSettings.standard().unreadBytes(),
                    "bytes of one client's messages that the room has not passed on yet; the client waits with more");

    public static final Key<Integer> CROWDED_BYTES =
            bytes(
                    "media.data-crowded-bytes",
                    DataSettings.standard().crowdedBytes(),
                    "bytes waiting for one client from which on those who send to it have to wait");

    public static final Key<Integer> DATAGRAMS_PER_SECOND =
            Key.integer(
                    "media.data-datagrams-per-second",
                    DataSettings.standard().datagramsPerSecond(),
                    100,
                    1_000_000,
                    "datagrams with data that one client's connection may send in a second");

    public static final List<Key<?>> ALL =
            List.of(
                    MESSAGE_BYTES,
                    RECEIVE_BYTES,
                    RELIABLE_BYTES,
                    LOSSY_BYTES,
                    WINDOW_BYTES,
                    CHANNELS,
                    RTO_MIN,
                    TIMEOUTS,
                    HEARTBEAT,
                    UNREAD_BYTES,
                    CROWDED_BYTES,
                    DATAGRAMS_PER_SECOND);

    private DataKeys() {}

    private static Key<Integer> bytes(String name, int standard, String what) {
        return Key.integer(name, standard, 65_536, LARGEST, what);
    }

    static DataSettings settings(Config config) {
        var sctp =
                new SctpSettings(
                        config.get(MESSAGE_BYTES),
                        config.get(RECEIVE_BYTES),
                        config.get(RELIABLE_BYTES),
                        config.get(LOSSY_BYTES),
                        config.get(WINDOW_BYTES),
                        config.get(CHANNELS),
                        Math.toIntExact(config.get(RTO_MIN).toMillis()),
                        config.get(TIMEOUTS),
                        Math.toIntExact(config.get(HEARTBEAT).toMillis()));
        return new DataSettings(
                sctp,
                config.get(UNREAD_BYTES),
                config.get(CROWDED_BYTES),
                config.get(DATAGRAMS_PER_SECOND));
    }
}
