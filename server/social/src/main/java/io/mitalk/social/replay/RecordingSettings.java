package io.mitalk.social.replay;

import java.time.Duration;

/**
 * Immutable. The settings of recordings.
 *
 * @param keep how long after a room's end its recording is kept
 */
public record RecordingSettings(Duration keep) {}
