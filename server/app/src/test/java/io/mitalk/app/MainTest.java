package io.mitalk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mitalk.db.DatabaseKeys;
import io.mitalk.db.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir Path folder;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private record Ended(int status, String out, String err) {}

    private Process start(String... words) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dmitalk.home=" + folder);
        command.add("-Dlogback.configurationFile=logback.xml");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("io.mitalk.app.Main");
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("MITALK_"));
        var place = DATABASE.place();
        builder.environment().put(DatabaseKeys.URL.variable(), place.url());
        builder.environment().put(DatabaseKeys.USER.variable(), place.user());
        builder.environment().put(DatabaseKeys.PASSWORD.variable(), place.password().reveal());
        return builder.redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private Ended ended(Process process) throws Exception {
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), out(), Files.readString(folder.resolve("err")));
    }

    private String out() throws IOException {
        return Files.readString(folder.resolve("out"), StandardCharsets.UTF_8);
    }

    private Process server(String... more) throws IOException {
        var words = new ArrayList<>(List.of("run", "--http-port", "0", "--media-port", "0"));
        words.addAll(List.of("--media-tcp-port", "0"));
        words.addAll(List.of("--metrics-port", "0", "--media-bind", "127.0.0.1"));
        words.addAll(List.of(more));
        return start(words.toArray(String[]::new));
    }

    private int awaitPort() {
        Matcher matcher = Pattern.compile("http://localhost:(\\d+) ").matcher("");
        await().atMost(Duration.ofSeconds(30)).until(() -> matcher.reset(out()).find());
        return Integer.parseInt(matcher.group(1));
    }

    @Test
    @DisplayName("An occupied HTTP port is one line that names the flag, and a status other than 0")
    void occupiedHttpPort() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            var words =
                    new String[] {
                        "run",
                        "--http-port",
                        port,
                        "--media-port",
                        "0",
                        "--media-tcp-port",
                        "0",
                        "--media-bind",
                        "127.0.0.1",
                        "--metrics-port",
                        "0"
                    };
            var ended = ended(start(words));
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).hasLineCount(1).contains(port, "--http-port");
            assertThat(ended.out()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "An occupied media port is one line that names the flag, and a status other than 0")
    void occupiedMediaPort() throws Exception {
        try (var taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            var words =
                    new String[] {
                        "run",
                        "--http-port",
                        "0",
                        "--media-port",
                        port,
                        "--media-tcp-port",
                        "0",
                        "--media-bind",
                        "127.0.0.1",
                        "--metrics-port",
                        "0"
                    };
            var ended = ended(start(words));
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).hasLineCount(1).contains(port, "--media-port");
        }
    }

    @Test
    @DisplayName("An unknown key and a certificate that cannot be read are one line each")
    void misconfigured() throws Exception {
        var unknown = ended(start("run", "--http-prot", "7880"));
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).hasLineCount(1).contains("--http-prot");
        Path absent = folder.resolve("absent.pem");
        var tls = server("--tls-certificate", absent.toString(), "--tls-key", absent.toString());
        var bad = ended(tls);
        assertThat(bad.status()).isEqualTo(1);
        assertThat(bad.err()).hasLineCount(1).contains(absent.toString(), "tls.certificate");
    }

    @Test
    @DisplayName("Tables of a newer MiTalk are one line that says so, and a status other than 0")
    void newerTables() throws Exception {
        DATABASE.database()
                .run(
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
        try {
            var ended = ended(server());
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).hasLineCount(1).contains("newer MiTalk", "29990101000000");
        } finally {
            DATABASE.database()
                    .run(
                            tx ->
                                    tx.handle()
                                            .execute(
                                                    "delete from db_migration where installed_rank = 1000"));
        }
    }

    @Test
    @DisplayName("With too little room on its disk the server lives and says that it is not ready")
    void fullDisk() throws Exception {
        int beyondAnyDisk = 1 << 20;
        var free = Files.getFileStore(folder).getUsableSpace() >> 20;
        assumeTrue(free < beyondAnyDisk, "a disk of more than a TiB");
        var process = server("--ready-free-mib", Integer.toString(beyondAnyDisk));
        try (var client = HttpClient.newHttpClient()) {
            String base = "http://localhost:" + awaitPort();
            var alive = answer(client, base + "/healthz");
            assertThat(alive.statusCode()).isEqualTo(200);
            for (int i = 0; i < 2; i++) {
                var ready = answer(client, base + "/readyz");
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body()).isEqualTo("{\"status\":\"without disk space\"}");
            }
            process.destroy();
            assertThat(ended(process).err().lines().filter(line -> line.contains("ready.free-mib")))
                    .hasSize(1);
        } finally {
            process.destroyForcibly();
        }
    }

    private static HttpResponse<String> answer(HttpClient client, String address) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @DisplayName(
            "[S30] SIGTERM tells who is in a room before the server ends, and no token reaches the log")
    void terminated() throws Exception {
        var process = server();
        try (var client = HttpClient.newHttpClient()) {
            String base = "localhost:" + awaitPort();
            String token = token(client, base);
            var listener = new Listener();
            var address =
                    URI.create("ws://" + base + "/rtc?protocol=16&sdk=js&access_token=" + token);
            client.newWebSocketBuilder().buildAsync(address, listener).get(10, TimeUnit.SECONDS);
            await().until(() -> listener.messages.get() > 0);
            int before = listener.messages.get();
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isIn(1000, 1001);
            assertThat(listener.messages.get()).isGreaterThan(before);
            var ended = ended(process);
            assertThat(ended.status()).isEqualTo(143);
            assertThat(ended.err()).doesNotContain("ERROR", "Exception", "eyJ", token);
            // The one link that the operator is given at the first start is not a log.
            assertThat(ended.out().lines().filter(line -> !line.contains("/setup#")))
                    .noneMatch(line -> line.contains("eyJ"));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Makes a link with the command, and opens it as the page does. */
    private String token(HttpClient client, String base) throws Exception {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        String data = folder.resolve("data").toString();
        var words = List.of("link", "--data", data, "--room", "lobby", "--as", "Ming", "--speak");
        assertThat(new Main(out, out).run(words)).isZero();
        String line = printed.toString(StandardCharsets.UTF_8).strip();
        assertThat(line).startsWith("http://localhost:7880/live#");
        String body = "{\"link\":\"" + line.substring(line.indexOf('#') + 1) + "\"}";
        var open =
                HttpRequest.newBuilder(URI.create("http://" + base + "/api/links/open"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var answer = client.send(open, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"url\":\"ws://" + base + "\"", "\"maySpeak\":true");
        Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    /** Counts messages and keeps the closing code. */
    private static final class Listener implements WebSocket.Listener {
        final AtomicInteger messages = new AtomicInteger();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            messages.incrementAndGet();
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
