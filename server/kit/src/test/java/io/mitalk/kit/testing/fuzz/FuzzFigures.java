package io.mitalk.kit.testing.fuzz;

/**
 * Immutable. What a loop has seen.
 *
 * @param inputs how many it gave
 * @param understood how many of them were read and not refused
 * @param slowestNs the longest that reading one of them took, the best of several times where it was long
 * @param mostBytes the most that reading one of them allocated
 */
public record FuzzFigures(long inputs, long understood, long slowestNs, long mostBytes) {}
