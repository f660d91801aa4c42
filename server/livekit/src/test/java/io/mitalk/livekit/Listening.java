package io.mitalk.livekit;

import com.sun.net.httpserver.HttpServer;
import io.livekit.server.WebhookReceiver;
import io.mitalk.livekit.token.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import livekit.LivekitWebhook.WebhookEvent;
import org.awaitility.Awaitility;

/** Owned by one test. A program that is told, with LiveKit's own verifier of what it is told. */
final class Listening implements AutoCloseable {

    /** What was accepted, in its order. */
    final List<WebhookEvent> events = new CopyOnWriteArrayList<>();

    /** Statuses of all answers. */
    final List<Integer> answers = new CopyOnWriteArrayList<>();

    /** Tells the status of an answer. */
    @FunctionalInterface
    interface Answering {
        int status(int number, String body);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** {@code status} tells the answer to the n-th request, counted from 0, by its body. */
    Listening(SigningKey key, Answering status) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        var receiver = new WebhookReceiver(key.name(), key.secret());
        server.createContext(
                "/",
                exchange -> {
                    var bytes = exchange.getRequestBody().readAllBytes();
                    var body = new String(bytes, StandardCharsets.UTF_8);
                    int answer = status.status(answers.size(), body);
                    var seal = exchange.getRequestHeaders().getFirst("Authorization");
                    if (answer == 200) {
                        events.add(receiver.receive(body, seal));
                    }
                    answers.add(answer);
                    exchange.getResponseHeaders().add("Location", url() + "elsewhere");
                    exchange.sendResponseHeaders(answer, -1);
                    exchange.close();
                });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    List<String> words() {
        return events.stream().map(WebhookEvent::getEvent).toList();
    }

    WebhookEvent of(String word) {
        return events.stream()
                .filter(event -> event.getEvent().equals(word))
                .findFirst()
                .orElseThrow();
    }

    void awaitWords(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> events.size() >= count);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
