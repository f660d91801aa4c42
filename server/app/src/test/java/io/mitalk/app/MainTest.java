package io.mitalk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir Path folder;

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
    @DisplayName("[S30] SIGTERM ends the server in order, and no token of a link reached its log")
    void terminated() throws Exception {
        var process = server();
        try (var client = HttpClient.newHttpClient()) {
            int port = awaitPort();
            var health =
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/healthz"))
                            .build();
            assertThat(client.send(health, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            var open =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://localhost:"
                                                    + port
                                                    + "/rtc/nothing?access_token=eyJhbGciOiJIUzI1NiJ9.abc.def"))
                            .build();
            client.send(open, HttpResponse.BodyHandlers.ofString());
            assertThat(process.toHandle().destroy()).isTrue();
            var ended = ended(process);
            assertThat(ended.status()).isEqualTo(143);
            assertThat(ended.err()).doesNotContain("ERROR", "Exception", "eyJ");
        }
    }
}
