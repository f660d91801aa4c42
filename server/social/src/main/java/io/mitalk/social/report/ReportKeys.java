package io.mitalk.social.report;

import io.mitalk.kit.config.Key;
import java.util.List;

/** Immutable. The configuration keys of reports. */
public final class ReportKeys {

    public static final Key<Integer> PER_HOUR =
            Key.integer(
                    "reports.per-hour",
                    20,
                    1,
                    100_000,
                    "reports that one person may make in an hour");

    public static final List<Key<?>> ALL = List.of(PER_HOUR);

    private ReportKeys() {}
}
