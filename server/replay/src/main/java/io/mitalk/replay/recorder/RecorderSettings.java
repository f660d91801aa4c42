package io.mitalk.replay.recorder;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Immutable. How the recorder works.
 *
 * @param folder where tracks are while they are written
 * @param keepFreeBytes of the disk that recordings leave to others; below it they stop
 * @param forceEvery how often what was written is forced to the disk
 */
public record RecorderSettings(Path folder, long keepFreeBytes, Duration forceEvery) {}
