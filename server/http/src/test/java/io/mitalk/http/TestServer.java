package io.mitalk.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Owned by one test. A server on a free port of loopback, and a client for it. */
final class TestServer implements AutoCloseable {

    final Threads threads = Threads.create();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final HttpServer server;
    final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestServer(HttpSettings settings, Routes routes) throws HttpStartException {
        server = HttpServer.start(settings, List.of(routes), parts());
    }

    TestServer(Routes routes) throws HttpStartException {
        this(HttpSettings.plain("127.0.0.1", 0), routes);
    }

    HttpServer.Parts parts() {
        return new HttpServer.Parts(Clock.system(), Randomness.secure(), threads, meters);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    URI socketUri(String path) {
        return URI.create("ws://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path)).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        client.shutdownNow();
        threads.close();
    }
}
