package io.mitalk.bench;

import java.util.Locale;

/**
 * Immutable. What one run measured.
 *
 * @param cpuMicrosPerPacket server CPU, user and system, a forwarded packet
 * @param cpuMsPerListenerSecond server CPU a second of sound at one listener
 * @param packetsPerSecond forwarded by the server, as received
 * @param megabitsPerSecond UDP payload received
 * @param framesExpected frames that the decrypting sample should have heard
 * @param framesLost of these
 * @param latencyMs one way, from before the publisher's encryption to after the listener's decryption
 * @param joinMs from the request to the first sound
 * @param rssKilobytesPerListener growth of the server's resident memory
 */
record Figures(
        int listeners,
        double seconds,
        double cpuMicrosPerPacket,
        double cpuMsPerListenerSecond,
        double packetsPerSecond,
        double megabitsPerSecond,
        long framesExpected,
        long framesLost,
        Percentiles latencyMs,
        Percentiles joinMs,
        double rssKilobytesPerListener,
        Scope scope) {

    /** What the figures hold for. */
    record Scope(
            String server, int payloadBytes, int packetMs, String profile, int cpus, String java) {}

    String text() {
        return String.format(
                Locale.ROOT,
                """
                %s, one publisher, %d listeners, %.1f s measured
                  server CPU per forwarded packet    %8.2f µs
                  server CPU per listener-second     %8.3f ms
                  forwarded                          %8.0f packets/s, %.2f Mbit/s
                  frames lost                        %d of %d
                  latency p50 / p99 / max            %.2f / %.2f / %.2f ms
                  join to first sound p50 / p95      %.0f / %.0f ms
                  server memory per listener         %8.1f kB
                  scope: %d-byte payload every %d ms, %s, RED off, signalling included, \
                generator on the same %d CPUs, Java %s""",
                scope.server(),
                listeners,
                seconds,
                cpuMicrosPerPacket,
                cpuMsPerListenerSecond,
                packetsPerSecond,
                megabitsPerSecond,
                framesLost,
                framesExpected,
                latencyMs.p50(),
                latencyMs.p99(),
                latencyMs.max(),
                joinMs.p50(),
                joinMs.p95(),
                rssKilobytesPerListener,
                scope.payloadBytes(),
                scope.packetMs(),
                scope.profile(),
                scope.cpus(),
                scope.java());
    }
}
