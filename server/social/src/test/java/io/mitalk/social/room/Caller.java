package io.mitalk.social.room;

import io.mitalk.kit.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Thread-safe once signed in. Somebody who talks to the server over HTTP; remembers the cookie of a guest. */
public final class Caller {

    private final HttpClient client;
    private final URI server;
    private final UUID account;
    private volatile @Nullable String cookie;

    Caller(HttpClient client, URI server, UUID account, @Nullable String cookie) {
        this.client = client;
        this.server = server;
        this.account = account;
        this.cookie = cookie;
    }

    /** What the server said; {@code body} is missing when it said nothing in JSON. */
    public record Said(int status, JsonNode body) {

        public String slug() {
            return body.path("slug").asString("");
        }

        public String text(String pointer) {
            return body.at(pointer).asString("");
        }

        public UUID id() {
            return UUID.fromString(text("/id"));
        }

        /** The same, when the server did as it was told. */
        public Said fine() {
            if (status >= 400) {
                throw new AssertionError(status + " " + body);
            }
            return this;
        }
    }

    public UUID id() {
        return account;
    }

    /** The person's name on the media plane. */
    public String identity() {
        return account.toString();
    }

    /** What a path answers that is no JSON. */
    public String text(String path) {
        return exchange("GET", path, HttpRequest.BodyPublishers.noBody()).body();
    }

    public Said get(String path) {
        return send("GET", path, "");
    }

    public Said post(String path, String json) {
        return send("POST", path, json);
    }

    public Said put(String path, String json) {
        return send("PUT", path, json);
    }

    public Said delete(String path) {
        return send("DELETE", path, "");
    }

    public Said delete(String path, String json) {
        return send("DELETE", path, json);
    }

    /** Sends a file. */
    public Said send(String method, String path, byte[] bytes) {
        return send(method, path, HttpRequest.BodyPublishers.ofByteArray(bytes));
    }

    Said send(String method, String path, String json) {
        return send(method, path, HttpRequest.BodyPublishers.ofString(json));
    }

    private Said send(String method, String path, HttpRequest.BodyPublisher body) {
        var answer = exchange(method, path, body);
        return new Said(
                answer.statusCode(),
                isJson(answer) && !answer.body().isEmpty()
                        ? Json.mapper().readTree(answer.body())
                        : MissingNode.getInstance());
    }

    private static boolean isJson(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").contains("json");
    }

    private HttpResponse<String> exchange(
            String method, String path, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(server.resolve(path)).method(method, body);
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers()
                    .firstValue("Set-Cookie")
                    .ifPresent(value -> cookie = value.split(";", 2)[0]);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
