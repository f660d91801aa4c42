package io.mitalk.bench;

import java.util.Locale;

/**
 * Immutable. What one run of {@link CommunityLoad} measured.
 *
 * @param reservationMs answers to reservations, seven asked for a second
 * @param reservations how many were made
 * @param first redemptions all asked at once, by a server that never redeemed before
 * @param second as many again, by the same server
 * @param joinMs from asking the page's API to the first sound, all within ten seconds
 * @param joinRequestMs the API's answer alone
 */
record CommunityFigures(
        Percentiles reservationMs,
        int reservations,
        Burst first,
        Burst second,
        Percentiles joinMs,
        Percentiles joinRequestMs) {

    String text() {
        return String.format(
                Locale.ROOT,
                """
                MiTalk, a community with its own database
                  reservations, 7 a second  %d of %d made      p50 / p95 / max  %.0f / %.0f / %.0f ms
                  redemptions, all at once  %s
                    the same once more      %s
                  listeners, all in 10 s    %d heard           p50 / p95 / max  %.0f / %.0f / %.0f ms to sound
                    of that the API's answer                   p50 / p95 / max  %.0f / %.0f / %.0f ms
                  scope: generator on the same CPUs as the server""",
                reservations,
                reservationMs.count(),
                reservationMs.p50(),
                reservationMs.p95(),
                reservationMs.max(),
                first.text(),
                second.text(),
                joinMs.count(),
                joinMs.p50(),
                joinMs.p95(),
                joinMs.max(),
                joinRequestMs.p50(),
                joinRequestMs.p95(),
                joinRequestMs.max());
    }
}
