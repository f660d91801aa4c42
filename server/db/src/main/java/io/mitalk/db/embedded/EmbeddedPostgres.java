package io.mitalk.db.embedded;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. A PostgreSQL that is ours alone, on loopback behind a password (scram-sha-256). One that outlived a
 * killed server is taken over; one that dies is started again; closing stops it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int AGAIN_MS = 2_000;

    private final Threads threads;
    private final DataFolder folder;
    private final Cluster cluster;
    private final int port;

    /** What runs now; guarded by this. */
    private Postmaster running;

    private boolean closing;

    /** Why it did not start again the last time. */
    private String complaint = "";

    /** What it is made with. */
    public record Parts(Clock clock, Randomness randomness, Threads threads) {}

    private EmbeddedPostgres(
            Threads threads, DataFolder folder, Cluster cluster, Postmaster running) {
        this.threads = threads;
        this.folder = folder;
        this.cluster = cluster;
        this.running = running;
        port = running.port();
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
            var shell = Shell.ofThisMachine();
            var cluster = new Cluster(settings, parts, folder, programs, shell);
            var postgres = new EmbeddedPostgres(parts.threads(), folder, cluster, cluster.serve());
            postgres.watch(postgres.running);
            started = true;
            return postgres;
        } catch (PostgresStartException e) {
            throw e;
        } catch (IOException e) {
            throw DataFolder.explained(settings.folder(), e);
        } finally {
            if (!started && folder != null) {
                release(folder);
            }
        }
    }

    /**
     * The address for JDBC of the one that serves {@code folder} now, whoever started it; null when none does.
     *
     * @throws PostgresStartException when the folder cannot be read
     */
    public static @Nullable String serving(Path folder) throws PostgresStartException {
        try {
            if (!Files.exists(folder)) {
                return null;
            }
            var found = Postmaster.find(DataFolder.cluster(folder.toRealPath()));
            return found != null && found.ready() ? url(found.port()) : null;
        } catch (IOException e) {
            throw DataFolder.explained(folder, e);
        }
    }

    /** Its address for JDBC; stays the same when it is started again. */
    public String url() {
        return url(port);
    }

    private static String url(int port) {
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

    private void watch(Postmaster watched) {
        var _ = watched.process().onExit().thenRunAsync(() -> died(watched), threads.virtual());
    }

    private synchronized void died(Postmaster dead) {
        if (!closing) {
            LOG.warn("PostgreSQL (process {}) died; starting it again", dead.process().pid());
            startAgain();
        }
    }

    private synchronized void startAgain() {
        if (closing) {
            return;
        }
        try {
            running = cluster.launch(port);
            watch(running);
            LOG.info("PostgreSQL serves again (process {})", running.process().pid());
            complaint = "";
        } catch (IOException e) {
            // The same line every two seconds would bury what else there is to read.
            var said = String.valueOf(e.getMessage());
            if (!said.equals(complaint)) {
                LOG.error("{}; it is tried again every {} s", said, AGAIN_MS / 1000);
                complaint = said;
            }
            var _ = threads.after(AGAIN_MS, this::startAgain);
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
