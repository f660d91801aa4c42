package io.mitalk.bench;

import java.util.Arrays;

/** Immutable. Exact percentiles of a set of values; the nearest rank. */
record Percentiles(double p50, double p95, double p99, double max, int count) {

    /** Of no values at all every percentile is NaN, which no report can mistake for a good one. */
    static Percentiles of(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return new Percentiles(
                rank(sorted, 0.50),
                rank(sorted, 0.95),
                rank(sorted, 0.99),
                rank(sorted, 1),
                sorted.length);
    }

    private static double rank(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
