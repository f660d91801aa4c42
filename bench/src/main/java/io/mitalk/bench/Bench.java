package io.mitalk.bench;

import io.mitalk.bench.BenchOptions.UsageException;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The load generator: real signalling, ICE, DTLS and SRTP for each listener, over loopback, against a server in a
 * process of its own. Start reading at {@link Scenario}.
 */
public final class Bench {

    private final BenchOptions options;
    private final PrintStream out;
    private final Path home = Path.of(System.getProperty("mitalk.home", "."));

    private Bench(BenchOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream err = System.err;
        try {
            new Bench(BenchOptions.parse(arguments), System.out).run();
        } catch (UsageException e) {
            err.println("bench: " + e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            err.println("bench: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        try (var threads = Threads.create();
                var http = HttpClient.newHttpClient()) {
            switch (options.command()) {
                case TABLE -> {
                    var table = new Table(options, http, threads, out);
                    table.run();
                    keep(table.measured());
                }
                case ONE -> one(http, threads);
                case COMMUNITY -> community(http, threads);
                case CROWD -> crowd(http, threads);
                case SOAK -> soak(http, threads);
            }
        }
    }

    private void one(HttpClient http, Threads threads) throws IOException, InterruptedException {
        try (var subject = subject(http, threads);
                var scenario = new Scenario(options.load(), subject, threads)) {
            var figures = scenario.run();
            out.println(figures.text());
            out.println(figures.scopeText());
            keep(figures);
        }
    }

    private Subject subject(HttpClient http, Threads threads)
            throws IOException, InterruptedException {
        var given = options.given();
        if (given != null) {
            return new GivenSubject(given, new LiveKitDoor(http, given, Clock.system()));
        }
        return switch (options.server()) {
            case MITALK -> ServerProcess.start(home, http, options.serverArguments());
            case LIVEKIT ->
                    LiveKitProcess.start(installed(LiveKitProcess.binary(), "LiveKit"), http);
            case JANUS ->
                    JanusProcess.start(installed(JanusProcess.binary(), "Janus"), http, threads);
        };
    }

    private static Path installed(@Nullable Path binary, String name) throws IOException {
        if (binary == null) {
            throw new IOException(name + " is not installed");
        }
        return binary;
    }

    /** A server that somebody else started and will end. */
    private record GivenSubject(GivenServer server, Door door) implements Subject {
        @Override
        public String name() {
            return server.url().toString();
        }

        @Override
        public long pid() {
            return server.pid();
        }

        @Override
        public void close() {}
    }

    private void community(HttpClient http, Threads threads)
            throws IOException, InterruptedException {
        try (var server = ServerProcess.start(home, http, options.serverArguments());
                var load = new CommunityLoad(server, http, threads)) {
            var figures = load.run(options.load().seconds(), options.load().listeners());
            out.println(figures.text());
            keep(figures);
        }
    }

    private void crowd(HttpClient http, Threads threads) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(Crowd.arguments());
        arguments.addAll(options.serverArguments());
        try (var server = ServerProcess.start(home, http, arguments);
                var crowd = new Crowd(server, threads)) {
            var figures = crowd.run(options.load().listeners());
            out.println(figures.text());
            keep(figures);
        }
    }

    private void soak(HttpClient http, Threads threads) throws IOException, InterruptedException {
        try (var server = ServerProcess.start(home, http, options.serverArguments());
                var soak = new Soak(server, threads, out)) {
            soak.run(options.minutes());
        }
    }

    private void keep(Object figures) throws IOException {
        var json = options.json();
        if (json != null) {
            Files.writeString(json, Json.write(figures));
        }
    }
}
