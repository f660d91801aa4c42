package io.mitalk.bench;

import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Owned by the bench's main thread. LiveKit's server as a process of its own, ICE-lite on loopback. */
final class LiveKitProcess implements Subject {

    private static final String KEY = "bench";
    private static final String SECRET = "a-secret-of-the-bench-that-guards-nothing";

    private final ChildProcess child;
    private final Door door;

    private LiveKitProcess(ChildProcess child, Door door) {
        this.child = child;
        this.door = door;
    }

    /** Where its binary is, by the names that its packages and {@code go install} give it; null when absent. */
    static @Nullable Path binary() {
        var goHome = Path.of(System.getProperty("user.home"), "go", "bin");
        return ChildProcess.find(
                List.of("livekit-server"),
                List.of(goHome.resolve("livekit-server"), goHome.resolve("server")));
    }

    static LiveKitProcess start(Path binary, HttpClient http)
            throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        var config =
                """
                port: %d
                bind_addresses: [127.0.0.1]
                rtc:
                  udp_port: %d
                  tcp_port: %d
                  enable_loopback_candidate: true
                  use_ice_lite: true
                  interfaces:
                    includes: [lo]
                keys:
                  %s: %s
                logging:
                  level: error
                """
                        .formatted(
                                port,
                                ServerProcess.freePort(),
                                ServerProcess.freePort(),
                                KEY,
                                SECRET);
        var folder = Files.createTempDirectory("mitalk-bench-livekit");
        var file = Files.writeString(folder.resolve("config.yaml"), config);
        var child =
                ChildProcess.start(folder, List.of(binary.toString(), "--config", file.toString()));
        child.awaitAnswer(http, URI.create("http://127.0.0.1:" + port + "/"));
        var url = URI.create("ws://127.0.0.1:" + port);
        var server = new GivenServer(url, KEY, SECRET, child.pid());
        return new LiveKitProcess(child, new LiveKitDoor(http, server, Clock.system()));
    }

    @Override
    public String name() {
        return "LiveKit";
    }

    @Override
    public long pid() {
        return child.pid();
    }

    @Override
    public Door door() {
        return door;
    }

    @Override
    public void close() throws IOException {
        child.close();
    }
}
