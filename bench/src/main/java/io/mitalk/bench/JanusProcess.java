package io.mitalk.bench;

import io.mitalk.kit.lifecycle.Threads;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the bench's main thread. Janus with its plugin VideoRoom as a process of its own: ICE-lite, as many event
 * loops as there are cores. It offers no loopback address, so it is reached under another one of this machine, which
 * the system's loopback carries all the same.
 */
final class JanusProcess implements Subject {

    private final ChildProcess child;
    private final Door door;

    private JanusProcess(ChildProcess child, Door door) {
        this.child = child;
        this.door = door;
    }

    /** Null when it is not installed. */
    static @Nullable Path binary() {
        return ChildProcess.find(List.of("janus"), List.of());
    }

    static JanusProcess start(Path binary, HttpClient http, Threads threads)
            throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        var folder = Files.createTempDirectory("mitalk-bench-janus");
        Files.writeString(
                folder.resolve("janus.jcfg"),
                """
                general: {
                    debug_level = 1
                    event_loops = %d
                    session_timeout = 0
                }
                nat: {
                    ice_lite = true
                    ice_enforce_list = "%s"
                }
                plugins: {
                    disable = "libjanus_audiobridge.so,libjanus_streaming.so,libjanus_sip.so,libjanus_nosip.so,\
                libjanus_lua.so,libjanus_duktape.so,libjanus_recordplay.so,libjanus_textroom.so,\
                libjanus_videocall.so,libjanus_voicemail.so,libjanus_echotest.so"
                }
                transports: {
                    disable = "libjanus_pfunix.so,libjanus_websockets.so,libjanus_mqtt.so,libjanus_nanomsg.so,\
                libjanus_rabbitmq.so"
                }
                """
                        .formatted(Runtime.getRuntime().availableProcessors(), networkInterface()));
        Files.writeString(
                folder.resolve("janus.transport.http.jcfg"),
                """
                general: {
                    json = "compact"
                    base_path = "/janus"
                    http = true
                    port = %d
                    ip = "127.0.0.1"
                    https = false
                }
                """
                        .formatted(port));
        Files.writeString(
                folder.resolve("janus.plugin.videoroom.jcfg"),
                """
                room-%d: {
                    description = "bench"
                    publishers = 20
                    audiocodec = "opus"
                    record = false
                }
                """
                        .formatted(JanusDoor.ROOM));
        var child =
                ChildProcess.start(
                        folder, List.of(binary.toString(), "--configs-folder", folder.toString()));
        var url = URI.create("http://127.0.0.1:" + port);
        child.awaitAnswer(http, url.resolve("/janus/info"));
        return new JanusProcess(child, new JanusDoor(http, url, threads));
    }

    private static String networkInterface() throws IOException {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(
                            one ->
                                    one.inetAddresses()
                                            .anyMatch(
                                                    address ->
                                                            address instanceof Inet4Address
                                                                    && !address
                                                                            .isLoopbackAddress()))
                    .map(NetworkInterface::getName)
                    .findFirst()
                    .orElseThrow(() -> new IOException("this machine has no address but loopback"));
        } catch (SocketException e) {
            throw new IOException("this machine does not tell its addresses", e);
        }
    }

    @Override
    public String name() {
        return "Janus";
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
