/**
 * HTTP and WebSocket for every part that has routes: problem details, limits, send queues, static files. Start reading
 * at {@link io.mitalk.http.HttpServer}; a part with routes needs only {@link io.mitalk.http.Routes}.
 */
@NullMarked
package io.mitalk.http;

import org.jspecify.annotations.NullMarked;
