package io.mitalk.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Owned by the thread that assembles the server. Every route of the process, in the order in which parts added them;
 * the contract test compares it with api/openapi.yaml.
 *
 * <p>Paths are absolute and may hold parameters in braces ({@code /rooms/{id}}), the paths of sockets may not.
 */
public final class RouteTable {

    private final List<HttpRoute> http = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final Set<String> pages = new LinkedHashSet<>();
    private final Map<String, List<Problem>> problems = new LinkedHashMap<>();
    private @Nullable Authenticator authenticator;

    /** A table that holds the problems which any address may answer with, and nothing else. */
    public RouteTable() {
        problems("http", Problem.ALL);
    }

    /** A request handler at a method and path; runs on a virtual thread and may block. */
    public record HttpRoute(HandlerType method, String path, Handler handler) {}

    /** A WebSocket at an exact path. */
    public record Socket(String path, SocketRoute route) {}

    public RouteTable get(String path, Handler handler) {
        return add(HandlerType.GET, path, handler);
    }

    public RouteTable post(String path, Handler handler) {
        return add(HandlerType.POST, path, handler);
    }

    public RouteTable put(String path, Handler handler) {
        return add(HandlerType.PUT, path, handler);
    }

    public RouteTable delete(String path, Handler handler) {
        return add(HandlerType.DELETE, path, handler);
    }

    public RouteTable options(String path, Handler handler) {
        return add(HandlerType.OPTIONS, path, handler);
    }

    /** A WebSocket; a GET of the same path without an upgrade goes to {@link #get}, or is 404. */
    public RouteTable socket(String path, SocketRoute route) {
        if (sockets.stream().anyMatch(socket -> socket.path().equals(path))) {
            throw new IllegalArgumentException("two sockets at " + path);
        }
        sockets.add(new Socket(path, route));
        return this;
    }

    /**
     * The problems of a noun; their texts are the resource {@code problems/<noun>.json}: slug -> zh, en -> title,
     * detail.
     */
    public RouteTable problems(String noun, List<Problem> ofNoun) {
        if (problems.put(noun, List.copyOf(ofNoun)) != null) {
            throw new IllegalArgumentException("two catalogues of problems for " + noun);
        }
        return this;
    }

    /** Who tells whose a session is; without one everybody is anonymous. */
    public RouteTable authenticator(Authenticator one) {
        if (authenticator != null) {
            throw new IllegalArgumentException("two authenticators");
        }
        authenticator = one;
        return this;
    }

    /**
     * A page that the web client draws: a GET of it answers with the client's index.html. A segment in braces stands
     * for any one segment ({@code /r/{id}}).
     */
    public RouteTable page(String path) {
        pages.add(path);
        return this;
    }

    /** The problems of each noun, in the order in which they were added. */
    public Map<String, List<Problem>> problems() {
        return Collections.unmodifiableMap(problems);
    }

    /** The texts of all problems; fails when one lacks its text. */
    public ProblemTexts problemTexts() {
        return ProblemTexts.load(problems);
    }

    Authenticator authenticator() {
        return authenticator == null ? Authenticator.NONE : authenticator;
    }

    /** The paths of the web client's pages, as they were added. */
    public Set<String> pages() {
        return Set.copyOf(pages);
    }

    /** What was added so far, in order. */
    public List<HttpRoute> http() {
        return List.copyOf(http);
    }

    /** What was added so far, in order. */
    public List<Socket> sockets() {
        return List.copyOf(sockets);
    }

    private RouteTable add(HandlerType method, String path, Handler handler) {
        if (http.stream()
                .anyMatch(route -> route.method().equals(method) && route.path().equals(path))) {
            throw new IllegalArgumentException("two handlers at " + method + " " + path);
        }
        http.add(new HttpRoute(method, path, handler));
        return this;
    }
}
