package io.mitalk.http;

/**
 * Owned by one socket: its calls never overlap, though each may come on another thread. {@link #onOpen} is the first
 * call, {@link #onClose} the last and comes exactly once after {@code onOpen}, whoever ended the connection. If the
 * upgrade fails after {@link SocketRoute#accept}, only {@code onClose} comes, with code 1006.
 */
public interface SocketHandler {

    /** The socket can be written from here on; {@code out} may be used from any thread. */
    void onOpen(SendQueue out);

    /** A whole binary message of at most 2 MiB; the array is the handler's own. */
    void onBinary(byte[] message);

    /** A whole text message of at most 2 MiB of UTF-8. */
    void onText(String message);

    /** The end, with a code of RFC 6455 section 7.4; 1006 when the connection just broke. */
    void onClose(int code, String reason);
}
