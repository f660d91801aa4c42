package io.mitalk.replay.recorder;

import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of the recorder. */
public final class RecorderKeys {

    public static final Key<Integer> KEEP_FREE_MIB =
            Key.integer(
                    "recording.keep-free-mib",
                    512,
                    0,
                    1_000_000_000,
                    "MiB of the disk that recordings leave to everything else; below it they stop, and rooms go on");

    public static final Key<Duration> FORCE_EVERY =
            Key.duration(
                    "recording.force-every",
                    Duration.ofSeconds(5),
                    "how often what was recorded is forced to the disk: a loss of power costs about so much of it");

    public static final List<Key<?>> ALL = List.of(KEEP_FREE_MIB, FORCE_EVERY);

    private RecorderKeys() {}
}
