package io.mitalk.db.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Immutable. A running PostgreSQL as its {@code postmaster.pid} tells of it: line 1 the process, line 4 the port, line
 * 8 the word "ready" (PostgreSQL's source, miscadmin.h).
 */
record Postmaster(ProcessHandle process, int port, boolean ready) {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final int LINE_PORT = 3;
    private static final int LINE_STATUS = 7;
    private static final int FAST_SECONDS = 15;
    private static final int HARD_SECONDS = 5;

    /** The PostgreSQL that lives on {@code cluster}, or null when none does. */
    static @Nullable Postmaster find(Path cluster) throws IOException {
        var lines = lines(cluster);
        if (lines.size() <= LINE_PORT) {
            return null;
        }
        var process = process(lines.getFirst());
        // After a restart of the machine the number may belong to any other process.
        if (process == null || !serves(process.pid(), cluster)) {
            return null;
        }
        boolean ready =
                lines.size() > LINE_STATUS && lines.get(LINE_STATUS).strip().equals("ready");
        try {
            return new Postmaster(process, Integer.parseInt(lines.get(LINE_PORT).strip()), ready);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    private static List<String> lines(Path cluster) throws IOException {
        try {
            return Files.readAllLines(file(cluster));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The living process of that number, or null. */
    private static @Nullable ProcessHandle process(String number) {
        try {
            return ProcessHandle.of(Long.parseLong(number.strip()))
                    .filter(ProcessHandle::isAlive)
                    .orElse(null);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * Removes a {@code postmaster.pid} whose number belongs to some other process by now, as after a restart of the
     * machine: PostgreSQL would take that process for itself. Whoever calls this holds the folder's lock.
     */
    static void forgetStale(Path cluster) throws IOException {
        var lines = lines(cluster);
        var process = lines.isEmpty() ? null : process(lines.getFirst());
        // A number that belongs to nobody does not mislead PostgreSQL.
        if (process != null && !serves(process.pid(), cluster)) {
            var file = file(cluster);
            Files.deleteIfExists(file);
            LOG.info("removed {}: process {} is another one by now", file, process.pid());
        }
    }

    /** Whether it runs {@code program}, and not one of an earlier version. */
    boolean runs(Path program) {
        return words(process.pid()).contains(program.toString());
    }

    /** Ends it as "fast": clients are cut off, everything is written. Harder when that takes too long. */
    void stop() throws IOException {
        Shell.signal(process.pid(), "INT");
        if (!ends(FAST_SECONDS)) {
            Shell.signal(process.pid(), "QUIT");
            if (!ends(HARD_SECONDS)) {
                process.destroyForcibly();
                ends(HARD_SECONDS);
            }
        }
    }

    private boolean ends(int seconds) throws IOException {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("PostgreSQL's end cannot be seen", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL stopped", e);
        }
    }

    /** Whether the process was started with this data folder. */
    private static boolean serves(long pid, Path cluster) {
        return words(pid).contains(cluster.toString());
    }

    /** The command line, which every user may read; empty for a process that is gone. */
    private static List<String> words(long pid) {
        try {
            var line = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
            return List.of(new String(line, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }
}
