package io.mitalk.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mitalk.kit.lifecycle.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {

    @TempDir private static Path prepared;

    @TempDir private Path folder;

    private final Threads threads = Threads.create();

    @BeforeAll
    static void prepare() throws Exception {
        try (var threads = Threads.create()) {
            Database.open(Node.settings(prepared), Node.parts(threads)).close();
        }
    }

    /** A folder that has been served before, without the seconds that a first start takes. */
    private void copyPrepared() throws Exception {
        assertThat(run("cp", "-a", prepared + "/.", folder)).isTrue();
    }

    @AfterEach
    void close() {
        threads.close();
    }

    private Path postgres() {
        return folder.resolve("postgres");
    }

    private Database open() throws DatabaseStartException {
        return Database.open(Node.settings(folder), Node.parts(threads));
    }

    private AbstractStringAssert<?> refused() {
        return assertThatThrownBy(this::open)
                .isInstanceOf(DatabaseStartException.class)
                .message()
                .hasLineCount(1)
                .contains(postgres().toString());
    }

    private static String setting(Database database, String name) {
        return database.read(
                tx ->
                        tx.handle()
                                .createQuery("select current_setting(:name)")
                                .bind("name", name)
                                .mapTo(String.class)
                                .one());
    }

    @Test
    @DisplayName(
            "A second start serves what the first one left, safely written and on loopback only")
    void twice() throws Exception {
        try (var database = open()) {
            database.run(tx -> tx.handle().execute("create table kept as select 7 as n"));
            assertThat(setting(database, "fsync")).isEqualTo("on");
            assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
            var url = "jdbc:postgresql://127.0.0.1:" + setting(database, "port") + "/postgres";
            assertThatThrownBy(() -> DriverManager.getConnection(url, "mitalk", "guess").close())
                    .hasMessageContaining("password authentication failed");
        }
        try (var database = open()) {
            int kept =
                    database.read(
                            tx ->
                                    tx.handle()
                                            .createQuery("select n from kept")
                                            .mapTo(Integer.class)
                                            .one());
            assertThat(kept).isEqualTo(7);
        }
        assertThat(Files.readString(postgres().resolve("cluster/pg_hba.conf")))
                .doesNotContainPattern("(?m)^(local|host).*trust");
    }

    @Test
    @DisplayName("A folder that a living server holds is refused with that server's number")
    void held() throws Exception {
        copyPrepared();
        try (var database = open()) {
            assertThat(database.ready()).isTrue();
            refused()
                    .contains("in use by another MiTalk")
                    .contains(Long.toString(ProcessHandle.current().pid()));
            assertThat(database.ready()).as("the holder does not notice").isTrue();
        }
    }

    @Test
    @DisplayName(
            "A command beside the server joins its database and leaves it running; alone it starts one")
    void visited() throws Exception {
        copyPrepared();
        var settings = Node.settings(folder);
        try (var alone = Database.visit(settings, Node.parts(threads))) {
            alone.run(tx -> tx.handle().execute("create table seen (n int)"));
        }
        try (var server = open()) {
            try (var visitor = Database.visit(settings, Node.parts(threads))) {
                visitor.run(tx -> tx.handle().execute("insert into seen values (1)"));
            }
            int seen =
                    server.read(
                            tx ->
                                    tx.handle()
                                            .createQuery("select count(*) from seen")
                                            .mapTo(Integer.class)
                                            .one());
            assertThat(seen).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("A folder with somebody else's files is refused, and left as it was")
    void foreign() throws Exception {
        Files.createDirectories(postgres());
        Files.writeString(postgres().resolve("PG_VERSION"), "16\n");
        refused().contains("not MiTalk's").contains("PG_VERSION");
        try (var files = Files.list(postgres())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    @DisplayName("A folder of a newer PostgreSQL is refused, and named as such")
    void newer() throws Exception {
        copyPrepared();
        Files.writeString(postgres().resolve("cluster/PG_VERSION"), "19\n");
        refused().contains("PostgreSQL 19").contains("brings 18");
    }

    @Test
    @DisplayName("A database that a newer MiTalk has changed is refused, and named as such")
    void newerTables() throws Exception {
        copyPrepared();
        try (var database = open()) {
            database.run(
                    tx ->
                            tx.handle()
                                    .execute(
                                            """
                                            insert into db_migration
                                                (installed_rank, version, description, type, script,
                                                 checksum, installed_by, execution_time, success)
                                            values (1000, '29990101000000', 'later', 'SQL', 'later.sql',
                                                    1, 'mitalk', 1, true)
                                            """));
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("newer MiTalk")
                .hasMessageContaining("29990101000000")
                .message()
                .hasLineCount(1);
    }

    @Test
    @DisplayName("A lost key is named together with the folder that it belongs to")
    void lostKey() throws Exception {
        copyPrepared();
        Files.delete(folder.resolve("secrets/postgres"));
        refused().contains("secrets/postgres").contains("one backup");
    }

    @Test
    @DisplayName("A file where the folder should be is one line")
    void noFolder() throws Exception {
        Files.writeString(postgres(), "in the way");
        refused();
    }

    @Test
    @DisplayName(
            "A postmaster.pid whose number belongs to another process now does not keep it from starting")
    void recycledNumber() throws Exception {
        copyPrepared();
        var file = postgres().resolve("cluster/postmaster.pid");
        Files.writeString(file, "1\n" + postgres() + "/cluster\n1\n5432\n\n\n0 0\nready\n");
        try (var database = open()) {
            assertThat(database.ready()).isTrue();
        }
    }

    @Test
    @DisplayName("A full disk is one line, at the first start and later, and the data outlives it")
    void full() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=300m", "mitalk-test", disk), "no mount");
        try {
            var settings = Node.settings(disk);
            Database.open(settings, Node.parts(threads)).close();
            var filler = disk.resolve("filler");
            Files.write(filler, new byte[(int) (Files.getFileStore(disk).getUsableSpace() - 100)]);
            assertThatThrownBy(() -> Database.open(settings, Node.parts(threads)))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("is full")
                    .hasMessageContaining(disk.toString());
            Files.delete(filler);
            try (var database = Database.open(settings, Node.parts(threads))) {
                int safe = writtenUntilFull(database, filler);
                Files.delete(filler);
                await().atMost(Duration.ofSeconds(60)).until(() -> numbers(database) >= 0);
                // A last one may have been committed whose answer did not come any more.
                assertThat(numbers(database)).isBetween(safe, safe + 1);
                database.run(tx -> tx.handle().execute("insert into test_number values (-1, '')"));
            }
        } finally {
            run("umount", "-l", disk);
        }
    }

    /** Fills the disk under a running PostgreSQL until it can write no log any more; what it called safe. */
    private static int writtenUntilFull(Database database, Path filler) throws IOException {
        database.run(
                tx -> tx.handle().execute("create table test_number (n int primary key, t text)"));
        long free = Files.getFileStore(filler.getParent()).getUsableSpace();
        Files.write(filler, new byte[(int) free - (4 << 20)]);
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            try {
                database.run(
                        tx ->
                                tx.handle()
                                        .createUpdate(
                                                """
                                                insert into test_number
                                                select :n, string_agg(md5(random()::text), '')
                                                from generate_series(1, 3000)
                                                """)
                                        .bind("n", number)
                                        .execute());
            } catch (RuntimeException full) {
                return i;
            }
        }
        throw new AssertionError("the disk never filled");
    }

    private static int numbers(Database database) {
        try {
            return database.read(
                    tx ->
                            tx.handle()
                                    .createQuery("select count(*) from test_number")
                                    .mapTo(Integer.class)
                                    .one());
        } catch (RuntimeException notYet) {
            return -1;
        }
    }

    private static boolean run(Object... words) throws Exception {
        var texts = List.of(words).stream().map(Object::toString).toList();
        var process = new ProcessBuilder(texts).redirectErrorStream(true).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
