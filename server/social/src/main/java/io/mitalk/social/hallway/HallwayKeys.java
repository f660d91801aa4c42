package io.mitalk.social.hallway;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of the hallway. */
public final class HallwayKeys {

    public static final Key<Integer> LISTED =
            Key.integer(
                    "hallway.listed",
                    100,
                    1,
                    1000,
                    "open rooms that the hallway shows at most, and as many proposals");

    public static final Key<Integer> ENDED =
            Key.integer(
                    "hallway.ended", 12, 0, 1000, "rooms that are over which the hallway shows");

    public static final Key<Duration> REMEMBERED =
            Key.duration(
                    "hallway.remembered",
                    Duration.ofDays(7),
                    "how long after its end a room is shown there");

    public static final List<Key<?>> ALL = List.of(LISTED, ENDED, REMEMBERED);

    private HallwayKeys() {}

    /** How much the hallway shows. */
    public static HallwaySettings settings(Config config) {
        return new HallwaySettings(config.get(LISTED), config.get(ENDED), config.get(REMEMBERED));
    }
}
