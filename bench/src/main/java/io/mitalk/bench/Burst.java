package io.mitalk.bench;

import java.util.Locale;

/**
 * Immutable. Redemptions that were all asked for at once.
 *
 * @param ms how long the answers took
 * @param redeemed how many became members
 * @param serverCpuMs what the server's process burnt until the last answer
 * @param databaseCpuMs the same of its PostgreSQL
 */
record Burst(Percentiles ms, int redeemed, double serverCpuMs, double databaseCpuMs) {

    String text() {
        return String.format(
                Locale.ROOT,
                "%d of %d redeemed  p50 / p95 / max  %.0f / %.0f / %.0f ms  (CPU: server %.0f, database %.0f ms)",
                redeemed,
                ms.count(),
                ms.p50(),
                ms.p95(),
                ms.max(),
                serverCpuMs,
                databaseCpuMs);
    }
}
