package io.mitalk.bench;

import io.mitalk.bench.BenchOptions.GivenServer;
import io.mitalk.bench.BenchOptions.UsageException;
import io.mitalk.kit.json.Json;
import io.mitalk.kit.lifecycle.Threads;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The load generator: real signalling, ICE, DTLS and SRTP for each listener, over loopback, against a server in a
 * process of its own. Start reading at {@link Scenario}.
 */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        try {
            boolean community = arguments.length > 0 && arguments[0].equals("community");
            var options =
                    BenchOptions.parse(
                            community
                                    ? Arrays.copyOfRange(arguments, 1, arguments.length)
                                    : arguments);
            if (community) {
                var figures = community(options);
                report(out, options, figures.text(), figures);
            } else {
                var figures = run(options);
                report(out, options, figures.text(), figures);
            }
        } catch (UsageException e) {
            err.println("bench: " + e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            err.println("bench: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void report(PrintStream out, BenchOptions options, String text, Object figures)
            throws IOException {
        out.println(text);
        var json = options.json();
        if (json != null) {
            Files.writeString(json, Json.write(figures));
        }
    }

    private static CommunityFigures community(BenchOptions options)
            throws IOException, InterruptedException {
        var home = Path.of(System.getProperty("mitalk.home", "."));
        try (var threads = Threads.create();
                var http = HttpClient.newHttpClient();
                var server = ServerProcess.start(home, http)) {
            var load = new CommunityLoad(server, http, threads);
            try (load) {
                return load.run(options.seconds(), options.listeners());
            }
        }
    }

    private static Figures run(BenchOptions options) throws IOException, InterruptedException {
        try (var threads = Threads.create();
                var http = HttpClient.newHttpClient()) {
            var given = options.given();
            if (given != null) {
                return run(options, given, http, threads);
            }
            var home = Path.of(System.getProperty("mitalk.home", "."));
            try (var started = ServerProcess.start(home, http)) {
                return run(options, started.server(), http, threads);
            }
        }
    }

    private static Figures run(
            BenchOptions options, GivenServer server, HttpClient http, Threads threads)
            throws IOException, InterruptedException {
        try (var scenario = new Scenario(options, server, http, threads)) {
            return scenario.run();
        }
    }
}
