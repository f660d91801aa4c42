package io.mitalk.http;

/** Immutable. The WebSocket close codes that MiTalk sends (RFC 6455 section 7.4.1 and the IANA registry). */
public final class CloseCode {

    /** Both sides are done. */
    public static final int NORMAL = 1000;

    /** The server stops; come back in a moment. */
    public static final int GOING_AWAY = 1001;

    /** Never sent: what a handler is told when the connection broke without a closing handshake. */
    public static final int BROKEN = 1006;

    /** The client sends more than the limits of a socket allow. */
    public static final int POLICY = 1008;

    /** A message was larger than 2 MiB. */
    public static final int TOO_BIG = 1009;

    /** A handler failed; its cause is in the server's log. */
    public static final int SERVER_ERROR = 1011;

    /** The reader was too slow for its messages ({@link SendQueue}); connect again and resume. */
    public static final int OVERFLOW = 1013;

    private CloseCode() {}
}
