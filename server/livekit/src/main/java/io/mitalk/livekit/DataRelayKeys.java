package io.mitalk.livekit;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.livekit.data.DataRules;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of data messages between participants. */
public final class DataRelayKeys {

    private static final DataRules STANDARD = DataRules.standard();
    private static final int MOST_BYTES = 1 << 30;

    public static final Key<Integer> MESSAGES_PER_SECOND =
            Key.integer(
                    "livekit.data-messages-per-second",
                    STANDARD.messagesPerSecond(),
                    1,
                    100_000,
                    "data messages a second that a participant may send for long; reliable ones"
                            + " wait, others are dropped");

    public static final Key<Integer> BYTES_PER_SECOND =
            Key.integer(
                    "livekit.data-bytes-per-second",
                    STANDARD.bytesPerSecond(),
                    1024,
                    MOST_BYTES,
                    "bytes of data messages a second that a participant may send for long");

    public static final Key<Integer> FANOUT_BYTES_PER_SECOND =
            Key.integer(
                    "livekit.data-fanout-bytes-per-second",
                    STANDARD.fanoutBytesPerSecond(),
                    1024,
                    MOST_BYTES,
                    "bytes of data messages that may go out because of one participant, counted"
                            + " once for each receiver");

    public static final Key<Integer> HELD_BYTES =
            Key.integer(
                    "livekit.data-held-bytes",
                    STANDARD.heldBytes(),
                    0,
                    MOST_BYTES,
                    "bytes of reliable messages that are kept for a participant whose data channels are not open yet");

    public static final Key<Duration> HELD =
            Key.duration(
                    "livekit.data-held",
                    Duration.ofMillis(STANDARD.heldMs()),
                    "how long they are kept for it; see livekit.data-held-bytes");

    public static final Key<Integer> REPLAY_BYTES =
            Key.integer(
                    "livekit.data-replay-bytes",
                    STANDARD.replayBytes(),
                    0,
                    MOST_BYTES,
                    "bytes of each sender's reliable messages that are kept for participants that resume");

    public static final Key<Duration> REPLAY =
            Key.duration(
                    "livekit.data-replay",
                    Duration.ofMillis(STANDARD.replayMs()),
                    "how long they are kept; see livekit.data-replay-bytes");

    public static final Key<Duration> STALL =
            Key.duration(
                    "livekit.data-stall",
                    Duration.ofMillis(STANDARD.stallMs()),
                    "how long senders wait for a participant that takes in nothing, until it has to join anew");

    public static final List<Key<?>> ALL =
            List.of(
                    MESSAGES_PER_SECOND,
                    BYTES_PER_SECOND,
                    FANOUT_BYTES_PER_SECOND,
                    HELD_BYTES,
                    HELD,
                    REPLAY_BYTES,
                    REPLAY,
                    STALL);

    private DataRelayKeys() {}

    static DataRules rules(Config config) {
        return new DataRules(
                config.get(MESSAGES_PER_SECOND),
                config.get(BYTES_PER_SECOND),
                config.get(FANOUT_BYTES_PER_SECOND),
                config.get(HELD_BYTES),
                Math.toIntExact(config.get(HELD).toMillis()),
                config.get(REPLAY_BYTES),
                Math.toIntExact(config.get(REPLAY).toMillis()),
                Math.toIntExact(config.get(STALL).toMillis()));
    }
}
