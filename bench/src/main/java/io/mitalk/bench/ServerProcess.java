package io.mitalk.bench;

import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Owned by the bench's main thread. MiTalk as a process of its own, on free ports, with an empty data folder. */
final class ServerProcess implements Subject {

    private static final String KEY = "bench";
    private static final String SECRET = "a-secret-of-the-bench-that-guards-nothing";
    private static final Pattern SETUP_LINK = Pattern.compile("/setup#(\\S+)");
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 10;

    private final Process process;
    private final Path data;
    private final GivenServer server;
    private final Door door;

    private ServerProcess(Process process, Path data, GivenServer server, Door door) {
        this.process = process;
        this.data = data;
        this.server = server;
        this.door = door;
    }

    /** Starts the server built under {@code home} with further arguments and waits until it answers. */
    static ServerProcess start(Path home, HttpClient http, List<String> further)
            throws IOException, InterruptedException {
        var arguments = home.resolve("build/run/java.args");
        if (!Files.isReadable(arguments)) {
            throw new IOException("the server is not built: ./mitalk bench builds it first");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var data = Files.createTempDirectory("mitalk-bench");
        int port = freePort();
        var command =
                new ArrayList<>(
                        List.of(
                                java.toString(),
                                "@" + arguments,
                                "io.mitalk.app.Main",
                                "run",
                                "--http-port=" + port,
                                "--metrics-port=" + freePort(),
                                "--media-port=" + freePort(),
                                "--media-tcp=false",
                                "--media-bind=127.0.0.1",
                                "--media-addresses=127.0.0.1",
                                "--livekit-auto-create-rooms=true",
                                // Everybody comes from one address.
                                "--auth-reservations-per-source-per-hour=1000000",
                                "--room-guest-joins-per-minute=1000000",
                                "--livekit-pending-joins-per-source=1000000",
                                "--data=" + data));
        command.addAll(further);
        var builder = new ProcessBuilder(command);
        builder.environment().put("MITALK_LIVEKIT_KEYS", KEY + ": " + SECRET);
        builder.redirectErrorStream(true).redirectOutput(data.resolve("server.log").toFile());
        var process = builder.start();
        var given =
                new GivenServer(URI.create("ws://127.0.0.1:" + port), KEY, SECRET, process.pid());
        var door = new LiveKitDoor(http, given, Clock.system());
        var started = new ServerProcess(process, data, given, door);
        started.awaitReady(http, port);
        return started;
    }

    GivenServer server() {
        return server;
    }

    @Override
    public String name() {
        return "MiTalk";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isJvm() {
        return true;
    }

    @Override
    public Door door() {
        return door;
    }

    /** What the link of the first start carries, by which its operator is made. */
    String setupToken() throws IOException {
        var log = Files.readString(data.resolve("server.log"));
        var link = SETUP_LINK.matcher(log);
        if (!link.find()) {
            throw new IOException("the server printed no link for its operator:\n" + log);
        }
        return link.group(1);
    }

    /** Of its own PostgreSQL, for JDBC; the port is the fourth line of the file that it keeps while it runs. */
    String databaseUrl() throws IOException {
        var lines = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"));
        return "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/postgres";
    }

    String databasePassword() throws IOException {
        return HexFormat.of().formatHex(Files.readAllBytes(data.resolve("secrets/postgres")));
    }

    double cpuSeconds() throws IOException {
        return ProcessCost.of(process.pid()).cpuSeconds();
    }

    /** Of its PostgreSQL, whose process is the first line of the file that it keeps while it runs. */
    double databaseCpuSeconds() throws IOException {
        var pid = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid")).getFirst();
        return ProcessCost.familyCpuSeconds(Long.parseLong(pid.strip()));
    }

    private void awaitReady(HttpClient http, int port) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz")).build();
        for (int i = 0; i < START_SECONDS * 10 && process.isAlive(); i++) {
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Nobody listens yet.
            }
            Thread.sleep(100);
        }
        var log = Files.readString(data.resolve("server.log"));
        close();
        throw new IOException("the server did not start:\n" + log);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends the process in order, and by force when it takes longer than it may. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
