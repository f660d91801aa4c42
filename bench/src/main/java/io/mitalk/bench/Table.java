package io.mitalk.bench;

import io.mitalk.kit.lifecycle.Threads;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Owned by the bench's main thread. Every scenario on every server that is there, and the figures side by side. */
final class Table {

    private static final int LABEL = 56;

    private final BenchOptions options;
    private final HttpClient http;
    private final Threads threads;
    private final PrintStream out;
    private final Path home = Path.of(System.getProperty("mitalk.home", "."));
    private final List<Rival> rivals = new ArrayList<>();
    private final Map<String, Map<Case, Figures>> measured = new LinkedHashMap<>();

    /** How another server starts. */
    private record Rival(String name, Start start) {}

    private interface Start {
        Subject subject() throws IOException, InterruptedException;
    }

    Table(BenchOptions options, HttpClient http, Threads threads, PrintStream out) {
        this.options = options;
        this.http = http;
        this.threads = threads;
        this.out = out;
    }

    /** Runs everything; each scenario prints its figures when it ends, the table comes last. */
    void run() throws IOException, InterruptedException {
        findRivals();
        for (var scenario : Case.values()) {
            if (options.quick() && scenario.longOnly()) {
                continue;
            }
            var arguments = new ArrayList<>(scenario.arguments());
            arguments.addAll(options.serverArguments());
            measure(scenario, "MiTalk", () -> ServerProcess.start(home, http, arguments));
            for (var rival : rivals) {
                if (scenario.asksRivals(options.quick())) {
                    measure(scenario, rival.name, rival.start);
                }
            }
        }
        print();
    }

    private void findRivals() {
        var liveKit = LiveKitProcess.binary();
        if (liveKit == null) {
            out.println("LiveKit's server is not installed: nothing is compared with it");
        } else {
            rivals.add(new Rival("LiveKit", () -> LiveKitProcess.start(liveKit, http)));
        }
        var janus = JanusProcess.binary();
        if (janus == null) {
            out.println("Janus is not installed: nothing is compared with it");
        } else {
            rivals.add(new Rival("Janus", () -> JanusProcess.start(janus, http, threads)));
        }
    }

    private void measure(Case scenario, String name, Start start) throws InterruptedException {
        try (var subject = start.subject();
                var run = new Scenario(scenario.load(options.quick()), subject, threads)) {
            var figures = run.run();
            measured.computeIfAbsent(name, _ -> new LinkedHashMap<>()).put(scenario, figures);
            out.println(scenario + ": " + figures.text());
        } catch (IOException e) {
            // A server that breaks under one load may be measured under the others.
            out.println(scenario + ": " + name + " was not measured: " + e.getMessage());
        }
        out.println();
    }

    private void print() {
        var line = new StringBuilder(String.format("%-" + LABEL + "s %15s", "", "target"));
        measured.keySet().forEach(name -> line.append(String.format("%12s", name)));
        line.append("   others / MiTalk");
        out.println(line);
        for (var row : Rows.all()) {
            print(row);
        }
        measured.values().stream()
                .flatMap(of -> of.values().stream())
                .findFirst()
                .ifPresent(figures -> out.println(figures.scopeText()));
    }

    private void print(Rows.Row row) {
        var line =
                new StringBuilder(
                        String.format("%-" + LABEL + "s %15s", row.label(), row.target()));
        var ratios = new StringBuilder();
        double ours = value(row, measured.get("MiTalk"));
        if (Double.isNaN(ours)) {
            return;
        }
        for (var server : measured.entrySet()) {
            double value = value(row, server.getValue());
            line.append(
                    Double.isNaN(value)
                            ? String.format("%12s", "")
                            : String.format(Locale.ROOT, "%12.2f", value));
            if (!server.getKey().equals("MiTalk") && !Double.isNaN(value) && ours > 0) {
                ratios.append(String.format(Locale.ROOT, " %8.1f", value / ours));
            }
        }
        out.println(line.append("  ").append(ratios));
    }

    /** Others merge nothing: there, equal sound is what one speaker costs. */
    private static double value(Rows.Row row, @Nullable Map<Case, Figures> of) {
        var figures = of == null ? null : of.get(row.scenario());
        if (of != null && figures == null && row.scenario() == Case.MERGED) {
            figures = of.get(Case.ONE_SPEAKER);
        }
        return figures == null ? Double.NaN : row.value().applyAsDouble(figures);
    }

    /** Everything measured, by server and scenario. */
    Map<String, Map<Case, Figures>> measured() {
        return measured;
    }
}
