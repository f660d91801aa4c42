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
    private String cookie = "";

    Person(HttpClient http, URI server) {
        this.http = http;
        this.server = server;
    }

    /**
     * Sends one request and answers with its body.
     *
     * @throws IOException when the server refuses, with its problem
     */
    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Json.write(body)));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= FIRST_ERROR) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        answer.headers()
                .firstValue("Set-Cookie")
                .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return Json.mapper().readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }
}
