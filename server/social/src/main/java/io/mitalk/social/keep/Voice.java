package io.mitalk.social.keep;

/**
 * Immutable. A kept recording.
 *
 * @param blob its name on the shelf, to be written into a row
 * @param durationMs how long it plays
 */
public record Voice(String blob, int durationMs) {}
