package io.mitalk.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Thread-safe (no state). The lines of the table. */
final class Rows {

    private Rows() {}

    /** One line: of which scenario, what it says, its target and what it reads. */
    record Row(Case scenario, String label, String target, ToDoubleFunction<Figures> value) {}

    static List<Row> all() {
        return Stream.of(cost(), sound(), joins(), crowds()).flatMap(List::stream).toList();
    }

    /** CPU, and what it buys. */
    private static List<Row> cost() {
        return List.of(
                row(
                        Case.ONE_SPEAKER,
                        "CPU per forwarded packet, one speaker, µs",
                        "<= 5",
                        Figures::cpuMicrosPerPacket),
                ours("  the packet thread's share", Rows.known(ThreadCost::packets)),
                ours("  of which in the kernel", Rows.known(ThreadCost::packetsSystem)),
                ours(
                        "  the JVM's compilers, which come to rest",
                        Rows.known(ThreadCost::compilers)),
                row(
                        Case.PORTABLE,
                        "  the same by NIO and javax.crypto",
                        "",
                        Figures::cpuMicrosPerPacket),
                ours("  packets forwarded a second", Figures::packetsPerSecond),
                ours("  bytes allocated per packet", Figures::allocatedPerPacket),
                row(
                        Case.MERGED,
                        "CPU per listener-second, one speaker, merged here, ms",
                        "<= 0.08",
                        Figures::cpuMsPerListenerSecond),
                row(Case.MERGED, "  without compilers", "", Rows::withoutCompilers),
                row(Case.MERGED, "  packets forwarded a second", "", Figures::packetsPerSecond),
                row(
                        Case.STAGE_OF_THREE,
                        "CPU per listener-second, three speakers, ms",
                        "<= 0.25",
                        Figures::cpuMsPerListenerSecond),
                row(
                        Case.STAGE_OF_THREE,
                        "  packets forwarded a second",
                        "",
                        Figures::packetsPerSecond),
                row(
                        Case.STAGE_OF_THREE,
                        "another speaker appears at the others, p50, ms",
                        "<= 200",
                        f -> f.joined().appearMs().p50()));
    }

    /** Memory, and how the sound fares. */
    private static List<Row> sound() {
        return List.of(
                memory(Case.ONE_SPEAKER),
                memory(Case.JOIN_STORM),
                row(
                        Case.ONE_SPEAKER,
                        "latency one way p50, those who came first, ms",
                        "<= 0.3",
                        f -> f.firstLatencyMs().p50()),
                ours("  of all", f -> f.latencyMs().p50()),
                row(
                        Case.ONE_SPEAKER,
                        "latency one way p99, of all, ms",
                        "<= 3",
                        f -> f.latencyMs().p99()),
                row(Case.ONE_SPEAKER, "longest pause, ms", "<= 20", f -> f.firstLatencyMs().max()),
                row(
                        Case.ONE_SPEAKER,
                        "media received of what was sent, %",
                        "100",
                        f -> 100 * f.mediaReceived()));
    }

    /** How fast people come, and who notices. */
    private static List<Row> joins() {
        return List.of(
                join(Case.ONE_SPEAKER, "50/s p50", "<= 40", f -> f.joined().joinMs().p50()),
                join(Case.ONE_SPEAKER, "50/s p95", "<= 80", f -> f.joined().joinMs().p95()),
                join(Case.JOIN_STORM, "100/s p50", "<= 60", f -> f.joined().joinMs().p50()),
                join(Case.JOIN_STORM, "100/s p95", "<= 100", f -> f.joined().joinMs().p95()),
                row(
                        Case.JOIN_STORM,
                        "  joins",
                        "1000",
                        f -> f.joined().joinMs().count() + f.joined().failed()),
                row(Case.JOIN_STORM, "  of which failed", "0", f -> f.joined().failed()),
                row(
                        Case.JOIN_STORM,
                        "  frames lost by those who already listened",
                        "0",
                        f -> f.joined().storm().framesLost()),
                row(
                        Case.JOIN_STORM,
                        "  their latency p99, ms",
                        "",
                        f -> f.joined().storm().latencyMs().p99()));
    }

    /** Rooms as large as they get. */
    private static List<Row> crowds() {
        return List.of(
                row(
                        Case.FIVE_THOUSAND,
                        "5,000 in one room: frames lost by the sample",
                        "0",
                        Figures::framesLost),
                crowd(Case.FIVE_THOUSAND, "joins failed", f -> f.joined().failed()),
                crowd(
                        Case.FIVE_THOUSAND,
                        "CPU per listener-second, ms",
                        Figures::cpuMsPerListenerSecond),
                crowd(Case.FIVE_THOUSAND, "latency p99, ms", f -> f.latencyMs().p99()),
                memory(Case.FIVE_THOUSAND),
                row(
                        Case.TEN_THOUSAND,
                        "10,000 in one room: frames lost by the sample",
                        "0",
                        Figures::framesLost),
                crowd(Case.TEN_THOUSAND, "joins failed", f -> f.joined().failed()),
                crowd(
                        Case.TEN_THOUSAND,
                        "CPU per listener-second, ms",
                        Figures::cpuMsPerListenerSecond),
                crowd(Case.TEN_THOUSAND, "latency p99, ms", f -> f.latencyMs().p99()),
                memory(Case.TEN_THOUSAND));
    }

    private static Row row(
            Case scenario, String label, String target, ToDoubleFunction<Figures> value) {
        return new Row(scenario, label, target, value);
    }

    private static Row ours(String label, ToDoubleFunction<Figures> value) {
        return row(Case.ONE_SPEAKER, label, "", value);
    }

    private static Row crowd(Case scenario, String label, ToDoubleFunction<Figures> value) {
        return row(scenario, "  " + label, "", value);
    }

    private static Row join(
            Case scenario, String what, String target, ToDoubleFunction<Figures> value) {
        return row(scenario, "join to first sound at " + what + ", ms", target, value);
    }

    private static Row memory(Case scenario) {
        return row(
                scenario,
                switch (scenario) {
                    case FIVE_THOUSAND, TEN_THOUSAND -> "  memory per listener, kB";
                    case JOIN_STORM -> "  the same after the joins of a storm";
                    case ONE_SPEAKER, MERGED, PORTABLE, STAGE_OF_THREE -> "memory per listener, kB";
                },
                "<= 40",
                f -> f.joined().memory().needed());
    }

    /** Of a server whose threads are of no kind that we know, nothing. */
    private static ToDoubleFunction<Figures> known(ToDoubleFunction<ThreadCost> cost) {
        return f -> f.threads().packets() > 0 ? cost.applyAsDouble(f.threads()) : Double.NaN;
    }

    private static double withoutCompilers(Figures f) {
        return f.threads().packets() > 0 ? f.cpuMsWithoutCompilers() : Double.NaN;
    }
}
