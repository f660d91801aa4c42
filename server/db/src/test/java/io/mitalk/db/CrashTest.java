package io.mitalk.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mitalk.kit.lifecycle.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Node node(String name) throws Exception {
        return Node.start(data(), folder.resolve(name));
    }

    private ProcessHandle postgres() throws Exception {
        var lines = Files.readAllLines(data().resolve("postgres/cluster/postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(lines.getFirst())).orElseThrow();
    }

    private static void awaitSafe(Node node, int count) {
        await().atMost(LONG).until(() -> node.safe() >= count || node.says("refused"));
    }

    /**
     * Opens the folder in this process and compares what is there with what was acknowledged; each kill may have hit
     * between a commit and the word that it is safe.
     */
    private void nothingLost(int acknowledged, int kills) throws Exception {
        try (var threads = Threads.create();
                var database = Database.open(Node.settings(data()), Node.parts(threads))) {
            int there = database.read(tx -> Node.count(tx));
            assertThat(there).isBetween(acknowledged, acknowledged + kills);
        }
    }

    @Test
    @DisplayName(
            "After kill -9 of the server its PostgreSQL is taken over, and nothing acknowledged is lost")
    void serverKilled() throws Exception {
        int acknowledged;
        long pid;
        try (var node = node("first")) {
            awaitSafe(node, 50);
            pid = postgres().pid();
            node.kill();
            acknowledged = node.safe();
        }
        assertThat(postgres().isAlive()).isTrue();
        try (var next = node("second")) {
            awaitSafe(next, 1);
            assertThat(postgres().pid()).isEqualTo(pid);
            next.kill();
            acknowledged += next.safe();
        }
        // The numbers go on where they were: the primary key would refuse a second one.
        nothingLost(acknowledged, 2);
        assertThat(Files.exists(data().resolve("postgres/cluster/postmaster.pid"))).isFalse();
    }

    @Test
    @DisplayName(
            "After kill -9 of PostgreSQL it serves again by itself, and nothing acknowledged is lost")
    void postgresKilled() throws Exception {
        int acknowledged;
        try (var node = node("out")) {
            awaitSafe(node, 50);
            var first = postgres();
            first.destroyForcibly();
            await().atMost(LONG)
                    .ignoreExceptions()
                    .until(() -> postgres().isAlive() && postgres().pid() != first.pid());
            int before = node.safe();
            // A commit that was under way may have failed, which ends this node's loop; another one
            // goes on.
            await().atMost(LONG)
                    .until(() -> node.safe() > before + 20 || !node.process().isAlive());
            node.kill();
            acknowledged = node.safe();
        }
        nothingLost(acknowledged, 2);
    }

    @Test
    @DisplayName("After kill -9 of both nothing acknowledged is lost")
    void bothKilled() throws Exception {
        int acknowledged;
        try (var node = node("out")) {
            awaitSafe(node, 50);
            var postgres = postgres();
            node.process().destroyForcibly();
            postgres.destroyForcibly();
            node.kill();
            acknowledged = node.safe();
        }
        nothingLost(acknowledged, 1);
    }

    @Test
    @DisplayName(
            "Of two servers that start on one folder at once one serves, the other says why not")
    void twoAtOnce() throws Exception {
        try (var one = node("one");
                var two = node("two")) {
            await().atMost(LONG)
                    .until(
                            () ->
                                    (one.says("safe") && two.says("refused"))
                                            || (two.says("safe") && one.says("refused")));
            var loser = one.says("refused") ? one : two;
            var winner = loser == one ? two : one;
            assertThat(loser.said())
                    .anyMatch(
                            line ->
                                    line.contains("in use by another MiTalk")
                                            && line.contains(
                                                    Long.toString(winner.process().pid())));
        }
        assertThat(Files.exists(data().resolve("postgres/cluster/postmaster.pid"))).isFalse();
    }

    @Test
    @DisplayName("SIGTERM ends the connections, then PostgreSQL, whole and clean")
    void stopped() throws Exception {
        try (var node = node("out")) {
            awaitSafe(node, 5);
            var postgres = postgres();
            node.stop();
            assertThat(postgres.isAlive()).isFalse();
        }
        assertThat(logs()).anyMatch(line -> line.contains("database system is shut down"));
        nothingLost(safeIn("out"), 1);
    }

    private int safeIn(String name) throws Exception {
        return (int)
                Files.readAllLines(folder.resolve(name)).stream()
                        .filter(line -> line.matches("safe \\d+"))
                        .count();
    }

    private List<String> logs() throws Exception {
        try (var files = Files.list(data().resolve("postgres/log"))) {
            var lines = new ArrayList<String>();
            for (var file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        }
    }

    @Test
    @DisplayName("Where user namespaces are forbidden, a server of root runs PostgreSQL as nobody")
    void withoutNamespaces() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root needs that");
        var programs = Files.createDirectory(folder.resolve("bin"));
        var broken = Files.writeString(programs.resolve("unshare"), "#!/bin/sh\nexit 1\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        // The test's own folder is root's alone; nobody must get through to the data folder.
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
        try (var node =
                Node.start(data(), folder.resolve("out"), programs + ":" + System.getenv("PATH"))) {
            awaitSafe(node, 5);
            assertThat(owners(postgres().pid())).containsOnly("65534");
        }
        nothingLost(safeIn("out"), 1);
    }

    /** Real, effective, saved and file-system user of a process. */
    private static Set<String> owners(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("Uid:"))
                .flatMap(line -> List.of(line.split("\\s+")).stream().skip(1))
                .collect(Collectors.toSet());
    }
}
