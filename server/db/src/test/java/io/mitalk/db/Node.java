package io.mitalk.db;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.db.testing.TestDatabase;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Owned by the test. A server in a process of its own that opens the database of a data folder, and then writes numbers
 * for ever, printing each when it was told that it is safe.
 */
final class Node implements AutoCloseable {

    private final Process process;
    private final Path out;

    private Node(Process process, Path out) {
        this.process = process;
        this.out = out;
    }

    /** The process's own part: {@code DATA} of the folder. */
    public static void main(String[] words) {
        var threads = Threads.create();
        var parts = parts(threads);
        try {
            var database = Database.open(settings(Path.of(words[0])), parts);
            Threads.atProcessEnd("node-stop", database::close);
            say("open");
            database.run(
                    tx ->
                            tx.handle()
                                    .execute(
                                            "create table if not exists test_number (n int primary key)"));
            int first = database.read(tx -> count(tx));
            for (int i = first; ; i++) {
                int number = i;
                database.run(
                        tx -> tx.handle().execute("insert into test_number values (?)", number));
                say("safe " + number);
            }
        } catch (DatabaseStartException e) {
            say("refused " + e.getMessage());
        }
    }

    static Database.Parts parts(Threads threads) {
        return new Database.Parts(
                Clock.system(), Randomness.secure(), threads, new SimpleMeterRegistry());
    }

    static DatabaseSettings settings(Path data) {
        var place = new DatabaseSettings.Embedded(data, TestDatabase.programs(), 0);
        return new DatabaseSettings(place, 4, 5_000);
    }

    static int count(Tx tx) {
        return tx.handle()
                .createQuery("select count(*) from test_number")
                .mapTo(Integer.class)
                .one();
    }

    /** Starts one on {@code data}; what stands before the class path's programs may be replaced by {@code path}. */
    static Node start(Path data, Path out, String path) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(Node.class.getName(), data.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        return new Node(builder.redirectOutput(out.toFile()).start(), out);
    }

    static Node start(Path data, Path out) throws IOException {
        return start(data, out, System.getenv("PATH"));
    }

    List<String> said() throws IOException {
        return Files.exists(out) ? Files.readAllLines(out) : List.of();
    }

    boolean says(String start) throws IOException {
        return said().stream().anyMatch(line -> line.startsWith(start));
    }

    /** How many numbers it was told are safe. */
    int safe() throws IOException {
        // A line may be cut off when the process was killed in the middle of it.
        return (int) said().stream().filter(line -> line.matches("safe \\d+")).count();
    }

    Process process() {
        return process;
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As Ctrl-C does. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    @Override
    public void close() {
        stop();
    }

    private void awaitEnd() {
        await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
