package io.mitalk.bench;

import java.util.Arrays;

/**
 * Thread-safe. Millions of durations, kept as how many there were of each tenth of a millisecond; what takes longer
 * than {@value #SECONDS} s counts as that.
 */
final class Samples {

    private static final int SECONDS = 60;
    private static final int PER_MS = 10;

    private final int[] counts = new int[SECONDS * 1_000 * PER_MS + 1];
    private int total;

    synchronized void add(double ms) {
        counts[Math.clamp(Math.round(ms * PER_MS), 0, counts.length - 1)]++;
        total++;
    }

    synchronized void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    synchronized Percentiles percentiles() {
        return new Percentiles(rank(0.50), rank(0.95), rank(0.99), rank(1), total);
    }

    private double rank(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (total > 0 && seen >= wanted) {
                return (double) i / PER_MS;
            }
        }
        return Double.NaN;
    }
}
