package io.mitalk.db.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.db.Database;
import io.mitalk.db.DatabaseSettings;
import io.mitalk.db.DatabaseStartException;
import io.mitalk.db.embedded.EmbeddedPostgres;
import io.mitalk.db.embedded.PostgresSettings;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.secret.Secret;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Thread-safe. The PostgreSQL of this test process, with one migrated template that every test's database is cloned
 * from: our own one, or the one that {@code -Dmitalk.test.database-url=jdbc:postgresql://…} names.
 */
final class TestServer {

    private static final String PROPERTY = "mitalk.test.database-url";
    private static final Randomness CHANCE = Randomness.secure();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseSettings.External admin;
    private final String run = CHANCE.text(8).toLowerCase(Locale.ROOT);
    private final String template;

    private TestServer() throws IOException, SQLException {
        var url = System.getProperty(PROPERTY, "");
        admin = url.isEmpty() ? embedded() : new DatabaseSettings.External(url, "", Secret.NONE);
        template = "test_" + run + "_template";
        execute("create database " + template);
        migrate();
        Threads.atProcessEnd("mitalk-test-databases", () -> dropQuietly(template));
    }

    /** Started when the first test asks. */
    static TestServer shared() {
        return Holder.SHARED;
    }

    /** A fresh database with all tables, and the place to open it at. */
    DatabaseSettings.External fresh() {
        String name = "test_" + run + "_" + COUNT.incrementAndGet();
        try {
            execute("create database " + name + " template " + template);
        } catch (SQLException e) {
            throw new AssertionError("no database for a test", e);
        }
        return at(name);
    }

    /** Removes a database that {@link #fresh} made, cutting off whoever uses it. */
    void drop(DatabaseSettings.External place) {
        dropQuietly(name(place));
    }

    private void dropQuietly(String name) {
        try {
            execute("drop database if exists " + name + " with (force)");
        } catch (SQLException e) {
            throw new AssertionError("a test's database stays behind", e);
        }
    }

    private void migrate() throws DatabaseStartException {
        try (var threads = Threads.create()) {
            var parts =
                    new Database.Parts(Clock.system(), CHANCE, threads, new SimpleMeterRegistry());
            Database.open(new DatabaseSettings(at(template), 2, 10_000), parts).close();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection =
                        admin.user().isEmpty()
                                ? DriverManager.getConnection(admin.url())
                                : DriverManager.getConnection(
                                        admin.url(), admin.user(), admin.password().reveal());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DatabaseSettings.External at(String name) {
        int query = admin.url().indexOf('?');
        String base = query < 0 ? admin.url() : admin.url().substring(0, query);
        String rest = query < 0 ? "" : admin.url().substring(query);
        String url = base.substring(0, base.lastIndexOf('/') + 1) + name + rest;
        return new DatabaseSettings.External(url, admin.user(), admin.password());
    }

    private static String name(DatabaseSettings.External place) {
        int query = place.url().indexOf('?');
        String base = query < 0 ? place.url() : place.url().substring(0, query);
        return base.substring(base.lastIndexOf('/') + 1);
    }

    private static DatabaseSettings.External embedded() throws IOException {
        var programs = programs();
        var folder = Files.createTempDirectory("mitalk-test-postgres-");
        var password = Secret.of(CHANCE.text(32));
        var settings = new PostgresSettings(folder, programs, 0, password, false);
        // Lives as long as the process, like the threads that watch it.
        var threads = Threads.create();
        var postgres =
                EmbeddedPostgres.start(
                        settings, new EmbeddedPostgres.Parts(Clock.system(), CHANCE, threads));
        clearAfterUs(postgres.pid(), folder);
        return new DatabaseSettings.External(postgres.url(), PostgresSettings.USER, password);
    }

    /** Where every test unpacks PostgreSQL's programs; they are run, so only we can have written there. */
    static Path programs() throws IOException {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        var programs = temporary.resolve("mitalk-test-" + System.getProperty("user.name"));
        if (!Files.exists(programs)) {
            Files.createDirectory(
                    programs,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        var ours = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!ours.equals(Files.getAttribute(programs, "unix:uid"))) {
            throw new IOException(programs + " belongs to somebody else");
        }
        return programs;
    }

    /** However this process ends, PostgreSQL and its folder go: a small shell in a session of its own sees to it. */
    private static void clearAfterUs(long postgres, Path folder) throws IOException {
        var script =
                """
                while kill -0 "$1" 2>/dev/null; do sleep 0.5; done
                kill -INT "$2" 2>/dev/null
                while kill -0 "$2" 2>/dev/null; do sleep 0.2; done
                rm -rf "$3"
                """;
        new ProcessBuilder(
                        "setsid",
                        "sh",
                        "-c",
                        script,
                        "sh",
                        Long.toString(ProcessHandle.current().pid()),
                        Long.toString(postgres),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Thread-safe. Makes the server at the first use. */
    private static final class Holder {
        static final TestServer SHARED = make();

        private static TestServer make() {
            try {
                return new TestServer();
            } catch (IOException | SQLException e) {
                throw new AssertionError("no PostgreSQL for the tests", e);
            }
        }
    }
}
