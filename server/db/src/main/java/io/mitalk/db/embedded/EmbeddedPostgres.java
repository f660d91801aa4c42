package io.mitalk.db.embedded;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. A PostgreSQL that is ours alone, on loopback behind a password (scram-sha-256). One that outlived a
 * killed server is taken over; one that dies is started again; closing stops it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int READY_SECONDS = 60;
    private static final int STEP_MS = 10;
    private static final int STARTS = 5;
    private static final int RESTART_MS = 200;

    private final PostgresSettings settings;
    private final Parts parts;
    private final DataFolder folder;
    private final Programs programs;
    private final Shell shell;
    private final int port;

    /** What runs now; guarded by this. */
    private Postmaster running;

    private boolean closing;

    /** What it is made with. */
    public record Parts(Clock clock, Randomness randomness, Threads threads) {}

    private EmbeddedPostgres(
            PostgresSettings settings, Parts parts, DataFolder folder, Programs programs)
            throws IOException {
        this.settings = settings;
        this.parts = parts;
        this.folder = folder;
        this.programs = programs;
        shell = Shell.ofThisMachine();
        running = adoptOrStart();
        port = running.port();
        watch(running);
    }

    /**
     * Starts it, at the first time with an empty database.
     *
     * @throws PostgresStartException when it cannot start, with one line for the operator
     */
    public static EmbeddedPostgres start(PostgresSettings settings, Parts parts)
            throws PostgresStartException {
        DataFolder folder = null;
        boolean started = false;
        try {
            folder = DataFolder.take(settings.folder());
            Files.createDirectories(settings.programs());
            var programs = Programs.unpack(settings.programs(), parts.randomness());
            var postgres = new EmbeddedPostgres(settings, parts, folder, programs);
            started = true;
            return postgres;
        } catch (PostgresStartException e) {
            throw e;
        } catch (IOException e) {
            throw new PostgresStartException(
                    "PostgreSQL cannot start in " + settings.folder() + ": " + e.getMessage(), e);
        } finally {
            if (!started && folder != null) {
                release(folder);
            }
        }
    }

    /** Its address for JDBC; stays the same when it is started again. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + PostgresSettings.DATABASE;
    }

    /** The process that serves now. */
    public synchronized long pid() {
        return running.process().pid();
    }

    @Override
    public void close() {
        Postmaster last;
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            last = running;
        }
        try {
            last.stop();
        } catch (IOException e) {
            LOG.error("PostgreSQL (process {}) did not stop", last.process().pid(), e);
        } finally {
            release(folder);
        }
    }

    private Postmaster adoptOrStart() throws IOException {
        var orphan = Postmaster.find(folder.cluster());
        if (orphan != null) {
            if (orphan.ready() && (settings.port() == 0 || settings.port() == orphan.port())) {
                LOG.info("took over PostgreSQL (process {})", orphan.process().pid());
                return orphan;
            }
            orphan.stop();
        }
        Files.deleteIfExists(folder.log());
        if (!Files.exists(folder.cluster())) {
            initialise();
        }
        return launch(settings.port());
    }

    /** Makes the cluster beside its place and moves it there when it is whole. */
    private void initialise() throws IOException {
        Programs.delete(folder.half());
        var password = folder.log().resolveSibling("password");
        Shell.secretFile(password, settings.password().reveal());
        shell.own(settings.folder());
        shell.own(programs.folder());
        try {
            var arguments = new ArrayList<String>();
            arguments.addAll(List.of("-D", folder.half().toString()));
            arguments.addAll(List.of("-U", PostgresSettings.USER, "--pwfile=" + password));
            arguments.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8"));
            arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
            arguments.add("--locale=C");
            if (!settings.durable()) {
                arguments.add("--no-sync");
            }
            if (!shell.run(folder.log(), programs.program("initdb"), arguments)) {
                throw failed("PostgreSQL could not make its database");
            }
        } finally {
            Files.delete(password);
        }
        Files.move(folder.half(), folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Postmaster launch(int wantedPort) throws IOException {
        for (int start = 1; ; start++) {
            int chosen = wantedPort == 0 ? freePort() : wantedPort;
            var started = attempt(chosen);
            if (started != null) {
                return started;
            }
            if (start == STARTS) {
                throw failed("PostgreSQL did not start on 127.0.0.1:" + chosen);
            }
            // Remains of a killed one, or a port that somebody took in between: both pass.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos((long) RESTART_MS * start));
        }
    }

    private @Nullable Postmaster attempt(int chosen) throws IOException {
        var process =
                shell.command(folder.log(), programs.program("postgres"), options(chosen)).start();
        long endNs = parts.clock().nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (process.isAlive() && parts.clock().nanoTime() < endNs) {
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
        var values =
                List.of(
                        "port=" + chosen,
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "password_encryption=scram-sha-256",
                        "max_connections=100",
                        "shared_buffers=128MB",
                        "timezone=UTC",
                        "log_timezone=UTC",
                        "fsync=" + (settings.durable() ? "on" : "off"),
                        "synchronous_commit=" + (settings.durable() ? "on" : "off"),
                        "full_page_writes=" + (settings.durable() ? "on" : "off"),
                        "logging_collector=on",
                        "log_directory=" + settings.folder().resolve("log"),
                        "log_filename=postgres-%a.log",
                        "log_truncate_on_rotation=on",
                        "log_rotation_age=1d",
                        "log_rotation_size=0");
        for (var value : values) {
            options.add("-c");
            options.add(value);
        }
        return options;
    }

    private void watch(Postmaster watched) {
        var _ =
                watched.process()
                        .onExit()
                        .thenRunAsync(() -> startAgain(watched), parts.threads().virtual());
    }

    private synchronized void startAgain(Postmaster dead) {
        if (closing) {
            return;
        }
        LOG.warn("PostgreSQL (process {}) died; starting it again", dead.process().pid());
        try {
            running = launch(port);
            watch(running);
            LOG.info("PostgreSQL serves again (process {})", running.process().pid());
        } catch (IOException e) {
            LOG.error("PostgreSQL does not start again; restart MiTalk", e);
        }
    }

    /** The failure with what PostgreSQL itself said last, or the plain words for a full disk. */
    private PostgresStartException failed(String what) throws IOException {
        var said =
                Files.exists(folder.log()) ? Files.readAllLines(folder.log()) : List.<String>of();
        if (said.stream().anyMatch(line -> line.contains("No space left on device"))) {
            return new PostgresStartException(
                    "the disk of " + settings.folder() + " is full: PostgreSQL cannot start");
        }
        var reason =
                said.stream()
                        .filter(line -> line.contains("FATAL:") || line.contains("error:"))
                        .reduce((earlier, later) -> later)
                        .orElse("");
        return new PostgresStartException(
                "%s: %s (all of it is in %s)".formatted(what, reason.strip(), folder.log()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static void release(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            LOG.warn("the data folder's lock was not given back", e);
        }
    }
}
