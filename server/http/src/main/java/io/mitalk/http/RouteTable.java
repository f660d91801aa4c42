package io.mitalk.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

    /** A page that the web client draws: a GET of it answers with the client's index.html. */
    public RouteTable page(String path) {
        pages.add(path);
        return this;
    }

    /** The exact paths of the web client's pages. */
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
