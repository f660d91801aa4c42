package io.mitalk.social.show;

import io.mitalk.kit.config.Config;
import io.mitalk.kit.config.Key;
import java.time.Duration;
import java.util.List;

/** Immutable. The configuration keys of shows. */
public final class ShowKeys {

    public static final Key<Integer> SEGMENTS =
            Key.integer("show.segments", 20, 1, 200, "most parts of one room's agenda");

    public static final Key<Duration> SHORTEST =
            Key.duration(
                    "show.shortest", Duration.ofSeconds(30), "shortest part of a room's agenda");

    public static final Key<Duration> LONGEST =
            Key.duration("show.longest", Duration.ofHours(3), "longest part of a room's agenda");

    public static final Key<Duration> MORE =
            Key.duration(
                    "show.more",
                    Duration.ofMinutes(30),
                    "most that a host can add to a running part of the agenda at once");

    public static final Key<Integer> OWN =
            Key.integer(
                    "show.own", 30, 0, 1_000, "most agendas that somebody keeps for other rooms");

    public static final Key<Duration> REPORT_SHORTEST =
            Key.duration(
                    "show.report-shortest",
                    Duration.ofMinutes(10),
                    "rooms shorter than this are not measured");

    public static final Key<Integer> REPORT_PEOPLE =
            Key.integer(
                    "show.report-people",
                    3,
                    1,
                    1_000,
                    "rooms with fewer people than this are not measured");

    public static final List<Key<?>> ALL =
            List.of(SEGMENTS, SHORTEST, LONGEST, MORE, OWN, REPORT_SHORTEST, REPORT_PEOPLE);

    private ShowKeys() {}

    /** The settings that the configuration says. */
    public static ShowSettings settings(Config config) {
        return new ShowSettings(
                config.get(SEGMENTS),
                config.get(SHORTEST),
                config.get(LONGEST),
                config.get(MORE),
                config.get(OWN),
                new ReportSettings(config.get(REPORT_SHORTEST), config.get(REPORT_PEOPLE)));
    }
}
