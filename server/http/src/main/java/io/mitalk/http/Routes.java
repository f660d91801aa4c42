package io.mitalk.http;

/** Thread-safe. What a part hands to {@link HttpServer}: it adds its own routes to the one table. */
@FunctionalInterface
public interface Routes {

    /** Called once, before the server starts. */
    void addTo(RouteTable table);
}
