package io.mitalk.http;

import org.jspecify.annotations.Nullable;

/** Thread-safe. Tells who holds a session; asked once for each /api request or socket that carries a session cookie. */
@FunctionalInterface
public interface Authenticator {

    /** Knows nobody. */
    Authenticator NONE = _ -> null;

    /** The holder of the session with this token, or null when there is none (any more); may block. */
    @Nullable Visitor authenticate(String sessionToken);
}
