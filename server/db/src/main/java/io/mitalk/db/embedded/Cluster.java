package io.mitalk.db.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owned by the thread that starts PostgreSQL, one at a time. A data folder's way to a PostgreSQL that serves it: taken
 * over, or made at the first time, and launched.
 */
final class Cluster {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final String HALF = "cluster.new-";
    private static final int READY_SECONDS = 60;
    private static final int STEP_MS = 10;
    private static final int STARTS = 5;
    private static final int PAUSE_MS = 200;

    private final PostgresSettings settings;
    private final EmbeddedPostgres.Parts parts;
    private final DataFolder folder;
    private final Programs programs;
    private final Shell shell;

    Cluster(
            PostgresSettings settings,
            EmbeddedPostgres.Parts parts,
            DataFolder folder,
            Programs programs,
            Shell shell) {
        this.settings = settings;
        this.parts = parts;
        this.folder = folder;
        this.programs = programs;
        this.shell = shell;
    }

    /** What serves the folder: the orphan of a killed server, or a new one. */
    Postmaster serve() throws IOException {
        var orphan = Postmaster.find(folder.cluster());
        if (orphan != null) {
            if (fits(orphan)) {
                LOG.info("took over PostgreSQL (process {})", orphan.process().pid());
                return orphan;
            }
            orphan.stop();
        }
        shell.own(folder.path());
        if (!Files.exists(folder.cluster())) {
            initialise();
        }
        return launch(settings.port());
    }

    private boolean fits(Postmaster orphan) {
        return orphan.ready()
                && orphan.runs(programs.program("postgres"))
                && (settings.port() == 0 || settings.port() == orphan.port());
    }

    /** Makes the cluster beside its place and moves it there when it is whole. */
    private void initialise() throws IOException {
        clearHalves();
        Files.deleteIfExists(folder.log());
        var mark = parts.randomness().text(8);
        var half = folder.file(HALF + mark);
        var password = folder.file("password-" + mark);
        Shell.secretFile(password, settings.password().reveal());
        shell.own(password);
        boolean made = false;
        try {
            var arguments = new ArrayList<String>();
            arguments.addAll(List.of("-D", half.toString(), "-U", PostgresSettings.USER));
            arguments.addAll(List.of("--pwfile=" + password, "--auth=scram-sha-256"));
            arguments.addAll(List.of("--encoding=UTF8", "--locale=C"));
            arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
            if (!settings.durable()) {
                arguments.add("--no-sync");
            }
            if (!shell.run(folder.log(), programs.program("initdb"), arguments)) {
                throw failed("PostgreSQL could not make its database");
            }
            Files.move(half, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
            made = true;
        } finally {
            Files.deleteIfExists(password);
            if (!made) {
                clearHalves();
            }
        }
    }

    /** What an interrupted first start left behind, as far as nobody writes to it any more. */
    private void clearHalves() throws IOException {
        try (var files = Files.list(folder.path())) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.startsWith(HALF) || name.startsWith("password-")) {
                    Programs.delete(file);
                }
            }
        } catch (java.nio.file.FileSystemException e) {
            LOG.warn("remains of an interrupted start stay behind: {}", e.getMessage());
        }
    }

    /**
     * Starts PostgreSQL and waits until it serves.
     *
     * @param wantedPort 0 picks a free one
     */
    Postmaster launch(int wantedPort) throws IOException {
        for (int start = 1; ; start++) {
            // Without room for its log PostgreSQL cannot even recover; it says so to a file of its
            // own only.
            folder.refuseFull();
            Postmaster.forgetStale(folder.cluster());
            Files.deleteIfExists(folder.log());
            int chosen = wantedPort == 0 ? freePort() : wantedPort;
            var started = attempt(chosen);
            if (started != null) {
                return started;
            }
            if (start == STARTS) {
                throw failed("PostgreSQL did not start on 127.0.0.1:" + chosen);
            }
            // Remains of a killed one, or a port that somebody took in between: both pass.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos((long) PAUSE_MS * start));
        }
    }

    private @Nullable Postmaster attempt(int chosen) throws IOException {
        var process =
                shell.command(folder.log(), programs.program("postgres"), options(chosen)).start();
        var clock = parts.clock();
        long endNs = clock.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (process.isAlive() && clock.nanoTime() < endNs) {
            var found = Postmaster.find(folder.cluster());
            if (found != null && found.ready() && found.process().pid() == process.pid()) {
                return found;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STEP_MS));
        }
        if (process.isAlive()) {
            new Postmaster(process.toHandle(), chosen, false).stop();
        }
        return null;
    }

    private List<String> options(int chosen) {
        var options = new ArrayList<>(List.of("-D", folder.cluster().toString()));
        var durable = settings.durable() ? "on" : "off";
        var values =
                List.of(
                        "port=" + chosen,
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "password_encryption=scram-sha-256",
                        "max_connections=100",
                        "shared_buffers=128MB",
                        "max_wal_size=256MB",
                        "timezone=UTC",
                        "fsync=" + durable,
                        "synchronous_commit=" + durable,
                        "full_page_writes=" + durable,
                        "logging_collector=on",
                        "log_directory=" + folder.file("log"),
                        "log_filename=postgres-%a.log",
                        "log_truncate_on_rotation=on",
                        "log_rotation_age=1d",
                        "log_rotation_size=0",
                        "log_timezone=UTC",
                        // Details quote rows, and rows hold what people told us in confidence.
                        "log_error_verbosity=terse");
        for (var value : values) {
            options.add("-c");
            options.add(value);
        }
        return options;
    }

    /** The failure with what PostgreSQL itself said last. */
    private PostgresStartException failed(String what) throws IOException {
        Path log = folder.log();
        var said = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
        if (said.stream().anyMatch(line -> line.contains("No space left on device"))) {
            return DataFolder.full(folder.path());
        }
        var reason =
                said.stream()
                        .filter(line -> line.contains("FATAL:") || line.contains("rror:"))
                        .reduce((earlier, later) -> later)
                        .orElse(said.isEmpty() ? "it said nothing" : said.getLast());
        return new PostgresStartException(
                "%s: %s (all that it said is in %s)".formatted(what, reason.strip(), log));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
