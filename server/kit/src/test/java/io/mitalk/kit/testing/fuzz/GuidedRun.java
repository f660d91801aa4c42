package io.mitalk.kit.testing.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Owned by one thread. Runs of Jazzer, each in a process of its own: it sees which branches an input reached, and keeps
 * those that reached new ones.
 *
 * @param folder what is kept from run to run: {@code grown} inputs, {@code found} findings, {@code log}s
 */
record GuidedRun(Path folder) {

    private static final Pattern RUNS = Pattern.compile("(?m)^(?:#|Done )(\\d+)");
    private static final int HUNG_SECONDS = 10;

    /**
     * Immutable. What a run says.
     *
     * @param inputs how many it gave
     * @param failed whether it ended with a finding, which then stands under {@code found}
     * @param log what it printed
     */
    record Outcome(long inputs, boolean failed, Path log) {}

    /** The inputs that earlier runs found worth keeping. */
    Path grown(FuzzTarget target) {
        return folder.resolve("grown").resolve(target.name());
    }

    Path found() {
        return folder.resolve("found");
    }

    Outcome run(FuzzTarget target, List<byte[]> corpus, long seed, long seconds)
            throws IOException, InterruptedException {
        var seeds = folder.resolve("seeds").resolve(target.name());
        for (var input : corpus) {
            Corpus.save(seeds, "seed", input);
        }
        Files.createDirectories(grown(target));
        Files.createDirectories(found());
        Files.createDirectories(folder.resolve("log"));
        var log = folder.resolve("log").resolve(target.name() + ".txt");
        int longest = corpus.stream().mapToInt(input -> input.length).max().orElse(0);
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + GuidedTarget.class.getName(),
                        "--target_args=" + target.name(),
                        "--instrumentation_includes=io.mitalk.**",
                        "--reproducer_path=" + folder.resolve("log"),
                        "-artifact_prefix=" + found().resolve(target.name() + "-"),
                        "-max_total_time=" + seconds,
                        "-seed=" + (1 + Math.floorMod(seed, Integer.MAX_VALUE - 1)),
                        "-max_len=" + Math.max(4096, longest),
                        "-timeout=" + HUNG_SECONDS,
                        grown(target).toString(),
                        seeds.toString());
        int code =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
        long inputs =
                RUNS.matcher(Files.readString(log))
                        .results()
                        .mapToLong(match -> Long.parseLong(match.group(1)))
                        .max()
                        .orElse(0);
        return new Outcome(inputs, code != 0, log);
    }
}
