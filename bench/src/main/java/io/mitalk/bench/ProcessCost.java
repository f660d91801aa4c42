package io.mitalk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Immutable. What the operating system says a process has cost so far (Linux, proc(5)). */
record ProcessCost(double cpuSeconds, long rssBytes) {

    /** Clock ticks a second of {@code /proc/PID/stat}: 100 on every Linux of today (sysconf(3), _SC_CLK_TCK). */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Reads user and system time and resident memory of {@code pid}. */
    static ProcessCost of(long pid) throws IOException {
        var proc = Path.of("/proc", Long.toString(pid));
        var stat = Files.readString(proc.resolve("stat"));
        // The name in brackets may hold spaces; the fields after it do not.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
        return new ProcessCost(ticks / TICKS_PER_SECOND, residentBytes(proc));
    }

    private static long residentBytes(Path proc) throws IOException {
        for (var line : Files.readAllLines(proc.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        throw new IOException("no VmRSS in " + proc + "/status");
    }
}
