package io.mitalk.social.show;

import java.time.Duration;

/**
 * Immutable. From when on rooms are measured; each is a documented configuration key.
 *
 * @param shortest time on air
 * @param people fewest who were there
 */
public record ReportSettings(Duration shortest, int people) {}
