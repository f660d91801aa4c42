package io.mitalk.realtime;

/**
 * Immutable. The close codes of this socket beside those of {@link io.mitalk.http.CloseCode}; from the range for
 * private use (RFC 6455 section 7.4.2).
 */
public final class RealtimeClose {

    /** The account or the session changed: connect again at once, with the present cookie. */
    public static final int SESSION_CHANGED = 4001;

    private RealtimeClose() {}
}
