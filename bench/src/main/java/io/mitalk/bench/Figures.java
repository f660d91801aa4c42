package io.mitalk.bench;

import java.util.Locale;

/**
 * Immutable. What one run measured.
 *
 * @param cpuMicrosPerPacket server CPU, user and system, a forwarded packet
 * @param cpuMsPerListenerSecond server CPU a second and listener
 * @param threads the first of these figures by kind of thread, µs a packet
 * @param packetsPerSecond forwarded by the server, as received
 * @param megabitsPerSecond UDP payload received
 * @param framesExpected frames that the decrypting sample should have heard
 * @param framesLost of these
 * @param latencyMs one way, from before the speaker's encryption to after the listener's decryption, of those who are
 *     spread over the room; a packet goes to one listener after the other
 * @param firstLatencyMs the same of those who came first
 * @param allocatedPerPacket bytes that the packet workers allocated for each, NaN where that is unknown
 * @param generatorCores how many cores the load generator kept busy meanwhile
 */
record Figures(
        String server,
        Load load,
        double seconds,
        double cpuMicrosPerPacket,
        double cpuMsPerListenerSecond,
        ThreadCost threads,
        double packetsPerSecond,
        double megabitsPerSecond,
        long framesExpected,
        long framesLost,
        Percentiles latencyMs,
        Percentiles firstLatencyMs,
        double allocatedPerPacket,
        Joined joined,
        double generatorCores,
        Scope scope) {

    /**
     * What happened until everybody was there.
     *
     * @param joinMs from the request to the first sound
     * @param failed joins that heard nothing within half a minute
     * @param appearMs from another speaker's request to its first sound at the sample
     * @param memory growth of the server's memory a listener
     */
    record Joined(
            Percentiles joinMs,
            int failed,
            Storm storm,
            Percentiles appearMs,
            Memory.Growth memory) {}

    /** How those who already listened fared while the others joined. */
    record Storm(long framesLost, Percentiles latencyMs) {}

    /** What the figures hold for. */
    record Scope(int payloadBytes, int packetMs, String profile, int cpus, String java) {}

    /** Share of the sound sent that the sample received. */
    double mediaReceived() {
        return 1 - framesLost / (double) framesExpected;
    }

    /** The share of a listener-second's CPU that stays when the JVM has compiled what it will. */
    double cpuMsWithoutCompilers() {
        return cpuMsPerListenerSecond * threads.withoutCompilers() / cpuMicrosPerPacket;
    }

    String text() {
        var text = new StringBuilder();
        line(
                text,
                "%s, %d speaking, %d listeners, %.1f s measured",
                server,
                load.speakers(),
                load.listeners(),
                seconds);
        line(text, "  server CPU per forwarded packet    %8.2f µs", cpuMicrosPerPacket);
        if (threads.packets() > 0) {
            line(
                    text,
                    "    packet thread user / kernel, compilers, collector, others"
                            + "  %.2f / %.2f, %.2f, %.2f, %.2f µs",
                    threads.packetsUser(),
                    threads.packetsSystem(),
                    threads.compilers(),
                    threads.collector(),
                    threads.others());
        }
        line(text, "  server CPU per listener-second     %8.3f ms", cpuMsPerListenerSecond);
        line(
                text,
                "  forwarded                          %8.0f packets/s, %.2f Mbit/s",
                packetsPerSecond,
                megabitsPerSecond);
        line(
                text,
                "  media received of what was sent    %8.3f %% (%d of %d frames lost)",
                100 * mediaReceived(),
                framesLost,
                framesExpected);
        line(
                text,
                "  latency p50 / p99 / max            %.2f / %.2f / %.2f ms",
                latencyMs.p50(),
                latencyMs.p99(),
                latencyMs.max());
        line(
                text,
                "    of those who came first          %.2f / %.2f / %.2f ms",
                firstLatencyMs.p50(),
                firstLatencyMs.p99(),
                firstLatencyMs.max());
        if (!Double.isNaN(allocatedPerPacket)) {
            line(text, "  allocated per forwarded packet     %8.1f bytes", allocatedPerPacket);
        }
        joinLines(text);
        line(text, "  the load generator                 %8.2f cores", generatorCores);
        return text.toString().stripTrailing();
    }

    /** What a scenario did not measure is left out. */
    private void joinLines(StringBuilder text) {
        line(
                text,
                "  join to first sound p50 / p95      %.0f / %.0f ms at %d joins/s, %d failed",
                joined.joinMs.p50(),
                joined.joinMs.p95(),
                load.joinsPerSecond(),
                joined.failed);
        line(
                text,
                "  during the joins: frames lost      %d, latency p99 / max %.2f / %.2f ms",
                joined.storm.framesLost,
                joined.storm.latencyMs.p99(),
                joined.storm.latencyMs.max());
        if (joined.appearMs.count() > 0) {
            line(
                    text,
                    "  another speaker appears p50 / max  %.0f / %.0f ms",
                    joined.appearMs.p50(),
                    joined.appearMs.max());
        }
        line(
                text,
                "  server memory per listener         %8.1f kB (heap %.1f, other %.1f; resident as it stands %.1f)",
                joined.memory.needed(),
                joined.memory.heap(),
                joined.memory.rest(),
                joined.memory.resident());
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of ours
    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
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
