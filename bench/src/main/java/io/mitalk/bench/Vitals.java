package io.mitalk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Immutable. What must not grow in a server of ours while people come and go (Linux, proc(5)).
 *
 * @param heapBytes live, after a collection
 * @param otherBytes resident outside of the heap, whose pages the JVM gives back when it likes
 * @param threads of the system
 * @param files open descriptors
 */
record Vitals(long heapBytes, long otherBytes, long threads, long files) {

    private static final double SHARE = 0.05;

    static Vitals of(long pid) throws IOException, InterruptedException {
        var heap = Jcmd.collect(pid);
        var proc = Path.of("/proc", Long.toString(pid));
        return new Vitals(
                heap.liveBytes(),
                ProcessCost.outside(pid, heap),
                entries(proc.resolve("task")),
                entries(proc.resolve("fd")));
    }

    private static long entries(Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list.count();
        }
    }

    /** What has grown by more than a twentieth since {@code start}; empty when all is flat. */
    List<String> grown(Vitals start) {
        var grown = new ArrayList<String>();
        check(grown, "heap", start.heapBytes, heapBytes);
        check(grown, "memory outside of the heap", start.otherBytes, otherBytes);
        check(grown, "threads", start.threads, threads);
        check(grown, "file descriptors", start.files, files);
        return grown;
    }

    private static void check(List<String> grown, String what, long before, long after) {
        if (after > before * (1 + SHARE)) {
            grown.add(what);
        }
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "heap %.1f MB, outside of it %.1f MB, %d threads, %d files",
                heapBytes / 1e6,
                otherBytes / 1e6,
                threads,
                files);
    }
}
