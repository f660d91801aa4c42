package io.mitalk.bench;

import java.util.Locale;

/**
 * Immutable. What one run measured.
 *
 * @param cpuMicrosPerPacket server CPU, user and system, a forwarded packet
 * @param cpuMsPerListenerSecond server CPU a second and listener
 * @param packetsPerSecond forwarded by the server, as received
 * @param megabitsPerSecond UDP payload received
 * @param framesExpected frames that the decrypting sample should have heard
 * @param framesLost of these
 * @param latencyMs one way, from before the speaker's encryption to after the listener's decryption
 * @param generatorCores how many cores the load generator kept busy meanwhile
 */
record Figures(
        String server,
        Load load,
        double seconds,
        double cpuMicrosPerPacket,
        double cpuMsPerListenerSecond,
        double packetsPerSecond,
        double megabitsPerSecond,
        long framesExpected,
        long framesLost,
        Percentiles latencyMs,
        Joined joined,
        double generatorCores,
        Scope scope) {

    /**
     * What happened until everybody was there.
     *
     * @param joinMs from the request to the first sound
     * @param failed joins that heard nothing within half a minute
     * @param appearMs from another speaker's request to its first sound at the sample
     * @param rssKilobytesPerListener growth of the server's resident memory
     */
    record Joined(
            Percentiles joinMs,
            int failed,
            Storm storm,
            Percentiles appearMs,
            double rssKilobytesPerListener) {}

    /** How those who already listened fared while the others joined. */
    record Storm(long framesLost, Percentiles latencyMs) {}

    /** What the figures hold for. */
    record Scope(int payloadBytes, int packetMs, String profile, int cpus, String java) {}

    /** Share of the sound sent that the sample received. */
    double mediaReceived() {
        return 1 - framesLost / (double) framesExpected;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                """
                %s, %d speaking, %d listeners, %.1f s measured
                  server CPU per forwarded packet    %8.2f µs
                  server CPU per listener-second     %8.3f ms
                  forwarded                          %8.0f packets/s, %.2f Mbit/s
                  media received of what was sent    %8.3f %% (%d of %d frames lost)
                  latency p50 / p99 / max            %.2f / %.2f / %.2f ms
                  join to first sound p50 / p95      %.0f / %.0f ms at %d joins/s, %d failed
                  during the joins: frames lost      %d, latency p99 / max %.2f / %.2f ms
                  another speaker appears p50 / max  %.0f / %.0f ms
                  server memory per listener         %8.1f kB
                  the load generator                 %8.2f cores""",
                server,
                load.speakers(),
                load.listeners(),
                seconds,
                cpuMicrosPerPacket,
                cpuMsPerListenerSecond,
                packetsPerSecond,
                megabitsPerSecond,
                100 * mediaReceived(),
                framesLost,
                framesExpected,
                latencyMs.p50(),
                latencyMs.p99(),
                latencyMs.max(),
                joined.joinMs.p50(),
                joined.joinMs.p95(),
                load.joinsPerSecond(),
                joined.failed,
                joined.storm.framesLost,
                joined.storm.latencyMs.p99(),
                joined.storm.latencyMs.max(),
                joined.appearMs.p50(),
                joined.appearMs.max(),
                joined.rssKilobytesPerListener,
                generatorCores);
    }

    String scopeText() {
        return String.format(
                Locale.ROOT,
                "scope: %d-byte payload every %d ms a speaker, %s, RED off, no subscriber-side loss, signalling"
                        + " included,\n  generator on the same %d CPUs, Java %s",
                scope.payloadBytes(),
                scope.packetMs(),
                scope.profile(),
                scope.cpus(),
                scope.java());
    }
}
