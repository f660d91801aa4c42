package io.mitalk.media.sfu;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import io.mitalk.media.overload.OverloadSettings;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of what a worker does when it falls behind. */
public final class OverloadKeys {

    private static final OverloadSettings STANDARD = OverloadSettings.standard();

    public static final Key<Duration> LAG =
            Key.duration(
                    "media.overload-lag",
                    Duration.ofMillis(STANDARD.lagMs()),
                    "a packet worker that is never less late than this has fallen behind and gives something up;"
                            + " 0s gives nothing up ever");

    public static final Key<Duration> RISE =
            Key.duration(
                    "media.overload-rise",
                    Duration.ofMillis(STANDARD.riseMs()),
                    "how long it must have been so late before it gives up the next thing");

    public static final Key<Duration> CALM =
            Key.duration(
                    "media.overload-calm",
                    Duration.ofMillis(STANDARD.calmMs()),
                    "how long it must have kept up before it takes the last thing back");

    public static final Key<Integer> SPAN =
            Key.integer(
                    "media.overload-span-ms",
                    STANDARD.spanMs(),
                    40,
                    120,
                    "how much sound a merged packet holds at most while packets are made longer, in milliseconds");

    public static final List<Key<?>> ALL = List.of(LAG, RISE, CALM, SPAN);

    private OverloadKeys() {}

    static OverloadSettings settings(Config config) {
        return new OverloadSettings(
                millis(config, LAG), millis(config, RISE), millis(config, CALM), config.get(SPAN));
    }

    private static int millis(Config config, Key<Duration> key) {
        return Math.toIntExact(config.get(key).toMillis());
    }
}
