package io.mitalk.social.replay;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of recordings. */
public final class RecordingKeys {

    public static final Key<Duration> KEEP =
            Key.duration(
                    "recording.keep",
                    Duration.ofDays(90),
                    "how long after a room's end its recording is kept");

    public static final List<Key<?>> ALL = List.of(KEEP);

    private RecordingKeys() {}

    /** The settings that the configuration says. */
    public static RecordingSettings settings(Config config) {
        return new RecordingSettings(config.get(KEEP));
    }
}
