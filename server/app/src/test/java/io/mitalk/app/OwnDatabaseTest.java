package io.mitalk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mitalk.db.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on the PostgreSQL that it brings, as an operator starts and stops it. */
final class OwnDatabaseTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir private Path folder;

    private Process server(String name) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dmitalk.home=" + folder));
        command.add("-Dlogback.configurationFile=logback.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("io.mitalk.app.Main", "run", "--data", data().toString()));
        command.addAll(List.of("--database-programs", TestDatabase.programs().toString()));
        command.addAll(List.of("--http-port", "0", "--media-port", "0", "--metrics-port", "0"));
        command.addAll(List.of("--media-bind", "127.0.0.1", "--media-tcp-port", "0"));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("MITALK_"));
        return builder.redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private int awaitPort(String name) {
        Matcher port = Pattern.compile("http://localhost:(\\d+) ").matcher("");
        await().atMost(LONG)
                .until(() -> port.reset(Files.readString(folder.resolve(name + ".out"))).find());
        return Integer.parseInt(port.group(1));
    }

    private ProcessHandle postgres() throws IOException {
        var lines = Files.readAllLines(data().resolve("postgres/cluster/postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(lines.getFirst())).orElseThrow();
    }

    @Test
    @DisplayName(
            "The server brings its database, outlives its death, refuses a second server, and stops it last")
    void wholeLife() throws Exception {
        var first = server("first");
        try (var client = HttpClient.newHttpClient()) {
            var ready = URI.create("http://localhost:" + awaitPort("first") + "/readyz");
            assertThat(answer(client, ready)).isEqualTo("{\"status\":\"ready\"}");

            var second = server("second");
            await().atMost(LONG).until(() -> !second.isAlive());
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(Files.readString(folder.resolve("second.err")))
                    .hasLineCount(1)
                    .contains("in use by another MiTalk", Long.toString(first.pid()));

            var killed = postgres();
            assertThat(killed.destroyForcibly()).isTrue();
            await().atMost(LONG)
                    .ignoreExceptions()
                    .until(() -> postgres().isAlive() && postgres().pid() != killed.pid());
            await().atMost(LONG).until(() -> answer(client, ready).contains("ready"));

            var last = postgres();
            assertThat(first.toHandle().destroy()).isTrue();
            await().atMost(LONG).until(() -> !first.isAlive());
            assertThat(first.exitValue()).isEqualTo(143);
            assertThat(last.isAlive()).isFalse();
            assertThat(Files.readString(folder.resolve("first.err"))).doesNotContain(" ERROR ");
        } finally {
            first.destroy();
            await().atMost(LONG).until(() -> !first.isAlive());
        }
    }

    private static String answer(HttpClient client, URI address) throws Exception {
        var request = HttpRequest.newBuilder(address).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
