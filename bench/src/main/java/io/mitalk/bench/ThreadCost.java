package io.mitalk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Immutable. What the threads of a server of ours have cost so far, in seconds of CPU (Linux, proc(5)); of other
 * servers all of it is {@code others}.
 *
 * @param packetsUser the packet workers, in user mode
 * @param packetsSystem the same in the kernel, which does the receivers' side of loopback for them
 * @param compilers the JVM's, which have less and less to do
 * @param collector the JVM's
 */
record ThreadCost(
        double packetsUser,
        double packetsSystem,
        double compilers,
        double collector,
        double others) {

    private static final ThreadCost NOTHING = new ThreadCost(0, 0, 0, 0, 0);

    static ThreadCost of(long pid) throws IOException {
        var sum = NOTHING;
        try (var tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (var task : tasks) {
                try {
                    sum = sum.plus(one(task));
                } catch (IOException e) {
                    // It has ended since it was listed.
                }
            }
        }
        return sum;
    }

    private static ThreadCost one(Path task) throws IOException {
        var name = Files.readString(task.resolve("comm"));
        double user = ProcessCost.userSeconds(task);
        double system = ProcessCost.systemSeconds(task);
        if (name.startsWith("mitalk-media")) {
            return new ThreadCost(user, system, 0, 0, 0);
        }
        if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
            return new ThreadCost(0, 0, user + system, 0, 0);
        }
        return name.startsWith("G")
                ? new ThreadCost(0, 0, 0, user + system, 0)
                : new ThreadCost(0, 0, 0, 0, user + system);
    }

    private ThreadCost plus(ThreadCost other) {
        return new ThreadCost(
                packetsUser + other.packetsUser,
                packetsSystem + other.packetsSystem,
                compilers + other.compilers,
                collector + other.collector,
                others + other.others);
    }

    /** What came on top of {@code before}, each for one of {@code count}, in units of {@code unit} seconds. */
    ThreadCost since(ThreadCost before, double count, double unit) {
        double scale = 1 / (count * unit);
        return new ThreadCost(
                (packetsUser - before.packetsUser) * scale,
                (packetsSystem - before.packetsSystem) * scale,
                (compilers - before.compilers) * scale,
                (collector - before.collector) * scale,
                (others - before.others) * scale);
    }

    /** What forwards packets. */
    double packets() {
        return packetsUser + packetsSystem;
    }

    /** What goes on after the compilers are done. */
    double withoutCompilers() {
        return packets() + collector + others;
    }
}
