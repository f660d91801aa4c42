package io.mitalk.http;

import org.jspecify.annotations.Nullable;

/** Thread-safe. Finds out who asks; called once for each request to the API, on a virtual thread, and may block. */
@FunctionalInterface
public interface Authenticator {

    /** The visitor whom a session cookie's value names; anonymous for null and for a token that is worth nothing. */
    Visitor authenticate(@Nullable String sessionToken);
}
