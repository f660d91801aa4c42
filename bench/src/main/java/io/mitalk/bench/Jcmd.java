package io.mitalk.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Thread-safe (no state). What the JVM of a server of ours tells about itself through the JDK's own tool. */
final class Jcmd {

    private static final Pattern HEAP =
            Pattern.compile("used (\\d+)K \\[0x(\\p{XDigit}+), 0x(\\p{XDigit}+)\\)");
    private static final Pattern ALLOCATED =
            Pattern.compile("\"mitalk-media-.*?allocated=(?:(\\d+)B|([\\d.]+)([KMG]))");

    private Jcmd() {}

    /** A heap: what lives in it, and where it stands in the process's memory. */
    record Heap(long liveBytes, long from, long to) {}

    /** Lets the JVM collect everything that nobody needs. */
    static Heap collect(long pid) throws IOException, InterruptedException {
        run(pid, "GC.run");
        var heap = HEAP.matcher(run(pid, "GC.heap_info"));
        if (!heap.find()) {
            throw new IOException("the JVM does not tell of its heap");
        }
        return new Heap(
                Long.parseLong(heap.group(1)) * 1024,
                Long.parseUnsignedLong(heap.group(2), 16),
                Long.parseUnsignedLong(heap.group(3), 16));
    }

    /** The JVM's table of living objects by class. */
    static String objects(long pid) throws IOException, InterruptedException {
        return run(pid, "GC.class_histogram");
    }

    /** Bytes that the packet workers have allocated so far; the JVM tells three digits. */
    static double allocatedByWorkers(long pid) throws IOException, InterruptedException {
        var matcher = ALLOCATED.matcher(run(pid, "Thread.print", "-e"));
        double sum = 0;
        while (matcher.find()) {
            sum += bytes(matcher);
        }
        return sum;
    }

    private static double bytes(Matcher matcher) {
        if (matcher.group(1) != null) {
            return Double.parseDouble(matcher.group(1));
        }
        double value = Double.parseDouble(matcher.group(2));
        return switch (matcher.group(3)) {
            case "K" -> value * 1024;
            case "M" -> value * 1024 * 1024;
            default -> value * 1024 * 1024 * 1024;
        };
    }

    private static String run(long pid, String... command)
            throws IOException, InterruptedException {
        var line = new String[2 + command.length];
        line[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        line[1] = Long.toString(pid);
        System.arraycopy(command, 0, line, 2, command.length);
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd: " + text);
        }
        return text;
    }
}
