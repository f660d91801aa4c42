package io.mitalk.social.text;

import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of turns in writing. */
public final class TextKeys {

    public static final Key<Duration> SHORTEST =
            Key.duration(
                    "text.shortest",
                    Duration.ofSeconds(6),
                    "how long the room sees a turn in writing at least, however few its words");

    public static final List<Key<?>> ALL = List.of(SHORTEST);

    private TextKeys() {}
}
