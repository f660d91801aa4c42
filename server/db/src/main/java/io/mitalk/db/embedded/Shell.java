package io.mitalk.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Immutable. How PostgreSQL's programs are started: in a session of their own, so that Ctrl-C in our terminal does not
 * reach them, and not as root, which they refuse.
 */
record Shell(List<String> prefix, RunAs user) {

    private static final int NOBODY = 65_534;
    private static final int QUICK_SECONDS = 10;
    private static final int INIT_SECONDS = 120;

    /** As whom PostgreSQL runs, as the kernel sees it. */
    enum RunAs {
        OURSELVES(-1),
        ROOT(0),
        NOBODY(Shell.NOBODY);

        private final int id;

        RunAs(int id) {
            this.id = id;
        }
    }

    /**
     * The way that works on this machine. Root enters a user namespace without a mapping: the kernel goes on treating
     * PostgreSQL as the files' owner, while PostgreSQL sees the user nobody. Where containers forbid that, it becomes
     * nobody for real, and {@link #own} hands the folder over.
     */
    static Shell ofThisMachine() throws IOException {
        if (!root()) {
            return new Shell(List.of("setsid"), RunAs.OURSELVES);
        }
        if (works(List.of("unshare", "-U", "true"))) {
            return new Shell(List.of("setsid", "unshare", "-U"), RunAs.ROOT);
        }
        var demote =
                List.of(
                        "setpriv",
                        "--reuid=" + NOBODY,
                        "--regid=" + NOBODY,
                        "--clear-groups",
                        "--");
        var trial = new ArrayList<>(demote);
        trial.add("true");
        if (!works(trial)) {
            throw new PostgresStartException(
                    "PostgreSQL does not run as root, and neither unshare nor setpriv can make it another user here:"
                            + " start MiTalk as an ordinary user, or set database.url");
        }
        var prefix = new ArrayList<>(List.of("setsid"));
        prefix.addAll(demote);
        return new Shell(List.copyOf(prefix), RunAs.NOBODY);
    }

    /** Gives {@code folder} to the user that PostgreSQL runs as, which may be another one than at the last start. */
    void own(Path folder) throws IOException {
        if (user == RunAs.OURSELVES
                || Integer.valueOf(user.id).equals(Files.getAttribute(folder, "unix:uid"))) {
            return;
        }
        if (!works(List.of("chown", "-R", user.id + ":" + user.id, folder.toString()))) {
            throw new PostgresStartException(
                    "cannot give %s to the user %d, as which PostgreSQL runs"
                            .formatted(folder, user.id));
        }
    }

    /** A builder for {@code program} with its output and errors appended to {@code log}. */
    ProcessBuilder command(Path log, Path program, List<String> arguments) {
        var words = new ArrayList<>(prefix);
        words.add(program.toString());
        words.addAll(arguments);
        var builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        // Messages are read by us, not by the operator: one language, whatever the machine speaks.
        builder.environment().put("LC_ALL", "C");
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(Path.of("/dev/null").toFile());
        return builder;
    }

    /** Runs a program to its end and says whether it succeeded. */
    boolean run(Path log, Path program, List<String> arguments) throws IOException {
        return ended(command(log, program, arguments).start(), INIT_SECONDS) == 0;
    }

    /** Sends a signal such as {@code INT}; harmless when the process is gone. */
    static void signal(long pid, String name) throws IOException {
        works(List.of("kill", "-s", name, Long.toString(pid)));
    }

    private static boolean root() throws IOException {
        return Files.exists(Path.of("/proc/self"))
                && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static boolean works(List<String> words) throws IOException {
        var builder = new ProcessBuilder(words);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            return ended(builder.start(), QUICK_SECONDS) == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static int ended(Process process, int seconds) throws IOException {
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return -1;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a program ran", e);
        }
    }

    /** A file that only its owner reads. */
    static void secretFile(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
