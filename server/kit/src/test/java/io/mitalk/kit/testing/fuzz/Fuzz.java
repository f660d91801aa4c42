package io.mitalk.kit.testing.fuzz;

import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The command {@code ./mitalk fuzz}: long runs, and a line of figures for each target. */
public final class Fuzz {

    private static final long NS_PER_SECOND = 1_000_000_000;
    private static final String ROW = "%-14s %13s %13s %10s %8s %9s %11s %8s%n";

    private final Clock clock = Clock.system();
    private final Options options;
    private final GuidedRun guided;

    private Fuzz(Options options, Path folder) {
        this.options = options;
        this.guided = new GuidedRun(folder);
    }

    /**
     * Immutable. What the command line says.
     *
     * @param targets by name; empty means all
     * @param seconds for each target, half of them guided
     * @param seed of what is left to chance
     * @param plain whether nothing is guided, as where Jazzer does not run
     */
    record Options(List<String> targets, long seconds, long seed, boolean plain) {

        static Options parse(List<String> arguments) {
            var targets = new ArrayList<String>();
            double minutes = 1;
            long seed = 9;
            boolean plain = false;
            var rest = arguments.iterator();
            while (rest.hasNext()) {
                switch (rest.next()) {
                    case "--minutes" -> minutes = Double.parseDouble(rest.next());
                    case "--seed" -> seed = Long.parseLong(rest.next());
                    case "--plain" -> plain = true;
                    case String name when name.startsWith("-") ->
                            throw new IllegalArgumentException("there is no option " + name);
                    case String name -> targets.add(name);
                }
            }
            return new Options(targets, Math.round(60 * minutes), seed, plain);
        }
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        var options = Options.parse(List.of(arguments));
        var targets = FuzzTargets.all();
        var names = new TreeSet<String>();
        targets.forEach(target -> names.add(target.name()));
        if (!names.containsAll(options.targets())) {
            System.err.println("targets are " + String.join(", ", names));
            System.exit(2);
        }
        var folder = Path.of(System.getProperty("mitalk.home", ""), "build", "fuzz");
        var fuzz = new Fuzz(options, folder.toAbsolutePath());
        System.out.printf(
                ROW, "target", "guided", "inputs", "inputs/s", "read", "slowest", "allocated", "");
        int failed = 0;
        for (var target : targets) {
            if (options.targets().isEmpty() || options.targets().contains(target.name())) {
                failed += fuzz.holds(target) ? 0 : 1;
            }
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    /** Guides first, then mutates what grew: fast, and measured on classes that nothing was woven into. */
    private boolean holds(FuzzTarget target) throws IOException, InterruptedException {
        var corpus = Corpus.of(target);
        long seconds = options.plain() ? options.seconds() : options.seconds() / 2;
        var outcome = new GuidedRun.Outcome(0, false, Path.of(""));
        if (!options.plain()) {
            outcome = guided.run(target, corpus, options.seed(), seconds);
        }
        corpus.addAll(Corpus.in(guided.grown(target)));
        var loop = new FuzzLoop(target, clock);
        long beginNs = clock.nanoTime();
        String end = outcome.failed() ? "FAILED, see " + outcome.log() : "";
        try {
            loop.replay(corpus);
            loop.mutate(
                    corpus,
                    options.seed(),
                    _ -> clock.nanoTime() - beginNs < seconds * NS_PER_SECOND);
        } catch (FuzzFailure failure) {
            var input = Corpus.save(guided.found(), target.name(), failure.input());
            failure.printStackTrace(System.err);
            end = "FAILED, see " + input;
        }
        row(target, outcome.inputs(), loop.figures(), clock.nanoTime() - beginNs, end);
        return end.isEmpty();
    }

    private static void row(
            FuzzTarget target, long guided, FuzzFigures figures, long ns, String end) {
        System.out.printf(
                Locale.ROOT,
                ROW,
                target.name(),
                "%,d".formatted(guided),
                "%,d".formatted(figures.inputs()),
                "%,.0f".formatted((double) figures.inputs() * NS_PER_SECOND / Math.max(1, ns)),
                "%d %%".formatted(100 * figures.understood() / Math.max(1, figures.inputs())),
                "%.3f ms".formatted(figures.slowestNs() / 1e6),
                "%,d B".formatted(figures.mostBytes()),
                end);
    }
}
