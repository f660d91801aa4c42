package io.mitalk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Immutable. What the operating system says a process has cost so far (Linux, proc(5)). */
record ProcessCost(double cpuSeconds, long rssBytes) {

    /** Clock ticks a second of {@code /proc/PID/stat}: 100 on every Linux of today (sysconf(3), _SC_CLK_TCK). */
    private static final double TICKS_PER_SECOND = 100;

    /** The first line of an area in {@code smaps}: its addresses. */
    private static final Pattern AREA = Pattern.compile("(\\p{XDigit}+)-\\p{XDigit}+ ");

    private static final int PARENT = 1;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int ENDED_SYSTEM_TIME = 14;

    /** Reads user and system time and resident memory of {@code pid}. */
    static ProcessCost of(long pid) throws IOException {
        var proc = Path.of("/proc", Long.toString(pid));
        double ticks = sum(fields(proc), USER_TIME, SYSTEM_TIME);
        return new ProcessCost(ticks / TICKS_PER_SECOND, residentBytes(proc));
    }

    /** CPU seconds so far of {@code pid} and of those it started, ended ones included. */
    static double familyCpuSeconds(long pid) throws IOException {
        double ticks = 0;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var proc : processes) {
                try {
                    var fields = fields(proc);
                    boolean self = proc.endsWith(Long.toString(pid));
                    if (self || Long.parseLong(fields[PARENT]) == pid) {
                        ticks += sum(fields, USER_TIME, self ? ENDED_SYSTEM_TIME : SYSTEM_TIME);
                    }
                } catch (IOException e) {
                    // It has ended since it was listed, and counts with its parent.
                }
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** CPU seconds in user mode of what {@code proc} stands for, a process or a thread. */
    static double userSeconds(Path proc) throws IOException {
        return sum(fields(proc), USER_TIME, USER_TIME) / TICKS_PER_SECOND;
    }

    /** The same in the kernel. */
    static double systemSeconds(Path proc) throws IOException {
        return sum(fields(proc), SYSTEM_TIME, SYSTEM_TIME) / TICKS_PER_SECOND;
    }

    private static double sum(String[] fields, int from, int to) {
        long ticks = 0;
        for (int i = from; i <= to; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }

    /** The fields of {@code stat} after the name in brackets, which may hold spaces. */
    private static String[] fields(Path proc) throws IOException {
        var stat = Files.readString(proc.resolve("stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    /** Resident memory of {@code pid} outside of its heap. */
    static long outside(long pid, Jcmd.Heap heap) throws IOException {
        long kilobytes = 0;
        boolean outside = true;
        for (var line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps"))) {
            var area = AREA.matcher(line);
            if (area.lookingAt()) {
                long start = Long.parseUnsignedLong(area.group(1), 16);
                outside =
                        Long.compareUnsigned(start, heap.from()) < 0
                                || Long.compareUnsigned(start, heap.to()) >= 0;
            } else if (outside && line.startsWith("Rss:")) {
                kilobytes += Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return kilobytes * 1024;
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
