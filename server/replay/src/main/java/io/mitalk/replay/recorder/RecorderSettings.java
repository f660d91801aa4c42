package io.mitalk.replay.recorder;

import java.nio.file.Path;

/**
 * Immutable. How the recorder works.
 *
 * @param folder where tracks are while they are written
 * @param keepFreeBytes of the disk that recordings leave to others; below it they stop
 */
public record RecorderSettings(Path folder, long keepFreeBytes) {}
