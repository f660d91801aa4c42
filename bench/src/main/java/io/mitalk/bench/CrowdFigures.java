package io.mitalk.bench;

import java.util.Locale;

/**
 * Immutable. What one run of {@link Crowd} measured.
 *
 * @param people who were there with a socket each
 * @param done how many of them said what they wanted; of the hands no more than may be up
 * @param deliveryMs from asking for an event to its coming, of all probes at all sockets
 * @param missed probes that never came to a socket
 * @param messages that each socket was told
 * @param before the sound while nobody says anything
 * @param during the sound while everybody does
 */
record CrowdFigures(
        int people,
        int done,
        Percentiles deliveryMs,
        int missed,
        Percentiles messages,
        Sound before,
        Sound during,
        double serverCpuSeconds,
        double databaseCpuSeconds) {

    /** Immutable. How the sound fared: one way, and frames that did not come of those that were due. */
    record Sound(Percentiles latencyMs, int missing, int due) {}

    String text() {
        return String.format(
                Locale.ROOT,
                """
                MiTalk, %d members in one room, one word of each within 10 s; p99 to a page <= 1000 ms
                  done                      %d (of the hands no more than may be up)
                  event to page             p50 / p95 / p99 / max  %.0f / %.0f / %.0f / %.0f ms, %d of %d missed
                  messages to each page     p50 / max  %.0f / %.0f
                  sound before              p50 / p99 / max  %.2f / %.2f / %.1f ms, %d of %d frames missing
                  sound meanwhile           p50 / p99 / max  %.2f / %.2f / %.1f ms, %d of %d frames missing
                  CPU in those 10 s         server %.1f s, database %.1f s
                  scope: generator and its sockets on the same CPUs as the server; %d of the room hear its sound""",
                people,
                done,
                deliveryMs.p50(),
                deliveryMs.p95(),
                deliveryMs.p99(),
                deliveryMs.max(),
                missed,
                missed + deliveryMs.count(),
                messages.p50(),
                messages.max(),
                before.latencyMs().p50(),
                before.latencyMs().p99(),
                before.latencyMs().max(),
                before.missing(),
                before.due(),
                during.latencyMs().p50(),
                during.latencyMs().p99(),
                during.latencyMs().max(),
                during.missing(),
                during.due(),
                serverCpuSeconds,
                databaseCpuSeconds,
                Crowd.HEARING);
    }
}
