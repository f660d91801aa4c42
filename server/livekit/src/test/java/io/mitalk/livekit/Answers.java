package io.mitalk.livekit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Thread-safe. Plain HTTP to a house. */
final class Answers {

    private Answers() {}

    static HttpResponse<String> get(int port, String path) throws Exception {
        return send(HttpRequest.newBuilder(at(port, path)).GET());
    }

    static HttpResponse<String> post(int port, String path, String token, String body)
            throws Exception {
        var request =
                HttpRequest.newBuilder(at(port, path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
