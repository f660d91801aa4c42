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
final class Caller {

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

    /** What the server said; {@code body} is missing when it said nothing. */
    record Said(int status, JsonNode body) {

        String slug() {
            return body.path("slug").asString("");
        }

        String text(String pointer) {
            return body.at(pointer).asString("");
        }

        UUID id() {
            return UUID.fromString(text("/id"));
        }

        /** The same, when the server did as it was told. */
        Said fine() {
            if (status >= 400) {
                throw new AssertionError(status + " " + body);
            }
            return this;
        }
    }

    UUID id() {
        return account;
    }

    /** The person's name on the media plane. */
    String identity() {
        return account.toString();
    }

    Said get(String path) {
        return send("GET", path, "");
    }

    Said post(String path, String json) {
        return send("POST", path, json);
    }

    Said put(String path, String json) {
        return send("PUT", path, json);
    }

    Said delete(String path) {
        return send("DELETE", path, "");
    }

    Said delete(String path, String json) {
        return send("DELETE", path, json);
    }

    Said send(String method, String path, String json) {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(json));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers()
                    .firstValue("Set-Cookie")
                    .ifPresent(value -> cookie = value.split(";", 2)[0]);
            return new Said(
                    answer.statusCode(),
                    answer.body().isEmpty()
                            ? MissingNode.getInstance()
                            : Json.mapper().readTree(answer.body()));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
