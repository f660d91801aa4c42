package io.mitalk.social.testing;

import io.mitalk.kit.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Owned by one test thread. Somebody's browser: keeps cookies and says where its requests come from. */
public final class Browser {

    private final HttpClient client;
    private final URI server;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** A browser without cookies; {@code server} has no path. */
    public Browser(HttpClient client, URI server) {
        this.client = client;
        this.server = server;
    }

    public Reply get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    /** Sends a JSON text, or nothing when it is empty. */
    public Reply post(String path, String json) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(json));
    }

    /** Sends a record, map or list as JSON. */
    public Reply post(String path, Object body) {
        return post(path, Json.write(body));
    }

    public Reply put(String path, String json) {
        return send("PUT", path, HttpRequest.BodyPublishers.ofString(json));
    }

    /** Sends a file. */
    public Reply put(String path, byte[] bytes) {
        return send("PUT", path, HttpRequest.BodyPublishers.ofByteArray(bytes));
    }

    public Reply delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    public Reply delete(String path, String json) {
        return send("DELETE", path, HttpRequest.BodyPublishers.ofString(json));
    }

    /** The bytes of an answer of 200. */
    public byte[] download(String path) {
        try {
            var answer =
                    client.send(
                            request("GET", path, HttpRequest.BodyPublishers.noBody()),
                            HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The value of a cookie, or the empty text. */
    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** Forgets a cookie, or sets another value. */
    public void cookie(String name, String value) {
        cookies.put(name, value);
    }

    /** What stands in the Cookie header. */
    public String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private Reply send(String method, String path, HttpRequest.BodyPublisher body) {
        try {
            var answer =
                    client.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Reply(
                    answer.statusCode(), answer.headers(), answer.body(), json(answer.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpRequest request(String method, String path, HttpRequest.BodyPublisher body) {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .method(method, body)
                        .header("Origin", server.toString())
                        .header("User-Agent", "a test's browser");
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies());
        }
        return request.build();
    }

    private void keep(String header) {
        String pair = header.split(";", 2)[0];
        int equals = pair.indexOf('=');
        if (header.contains("Max-Age=0")) {
            cookies.remove(pair.substring(0, equals));
        } else {
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty()
                    ? MissingNode.getInstance()
                    : Objects.requireNonNull(Json.mapper().readTree(text));
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
