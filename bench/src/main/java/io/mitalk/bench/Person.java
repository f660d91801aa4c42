package io.mitalk.bench;

import io.mitalk.kit.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Owned by one thread at a time. Somebody who uses the page's API with a session of their own. */
final class Person {

    private static final int FIRST_ERROR = 400;

    private final HttpClient http;
    private final URI server;
    private String cookie;

    /** Immutable. The server's no. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1;
        private static final int UNAVAILABLE = 503;
        private final int status;
        private final long retryAfterSeconds;

        Refused(int status, long retryAfterSeconds, String text) {
            super(text);
            this.status = status;
            this.retryAfterSeconds = retryAfterSeconds;
        }

        /** Whether the server has too much to do, and says when to come back. */
        boolean isBusy() {
            return status == UNAVAILABLE;
        }

        long retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    /** Somebody whom the server does not know yet. */
    Person(HttpClient http, URI server) {
        this(http, server, "");
    }

    /** Whoever has the cookie. */
    Person(HttpClient http, URI server, String cookie) {
        this.http = http;
        this.server = server;
        this.cookie = cookie;
    }

    /**
     * Sends one request and answers with its body.
     *
     * @throws IOException when the server refuses, with its problem
     */
    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send("POST", path, Json.write(body));
    }

    /** The same with PUT. */
    JsonNode put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send("PUT", path, Json.write(body));
    }

    /** The same with DELETE, of which nobody reads an answer. */
    void delete(String path) throws IOException, InterruptedException {
        send("DELETE", path, "");
    }

    /** The account of whoever is signed in. */
    String identity() throws IOException, InterruptedException {
        return send("GET", "/api/session", "").at("/me/id").asString();
    }

    private JsonNode send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= FIRST_ERROR) {
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(0);
            throw new Refused(
                    answer.statusCode(),
                    seconds,
                    path + ": " + answer.statusCode() + " " + answer.body());
        }
        answer.headers()
                .firstValue("Set-Cookie")
                .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return Json.mapper().readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }
}
