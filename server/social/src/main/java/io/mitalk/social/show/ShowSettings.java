package io.mitalk.social.show;

import java.time.Duration;

/**
 * Immutable. The bounds of shows; each is a documented configuration key.
 *
 * @param segments most parts of one show
 * @param shortest length of a part
 * @param longest length of a part
 * @param most that a host can add to a running part at once
 * @param own agendas that somebody may keep
 * @param report from when on rooms are measured
 */
public record ShowSettings(
        int segments,
        Duration shortest,
        Duration longest,
        Duration most,
        int own,
        ReportSettings report) {}
