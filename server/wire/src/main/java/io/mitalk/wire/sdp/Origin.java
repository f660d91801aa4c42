package io.mitalk.wire.sdp;

/**
 * Immutable. The {@code o=} line (RFC 8866 section 5.2).
 *
 * @param sessionId digits that stay the same for the life of a connection
 * @param version grows by one with each new description of the same side
 * @param rest user name aside, what follows the version: {@code IN IP4 127.0.0.1}
 */
public record Origin(String username, String sessionId, long version, String rest) {

    /** Our own line, which names neither a user nor an address. */
    public static Origin of(long sessionId, long version) {
        return new Origin("-", Long.toUnsignedString(sessionId), version, "IN IP4 127.0.0.1");
    }

    /** The same session, one description later. */
    public Origin next() {
        return new Origin(username, sessionId, version + 1, rest);
    }

    String line() {
        return username + " " + sessionId + " " + version + " " + rest;
    }
}
