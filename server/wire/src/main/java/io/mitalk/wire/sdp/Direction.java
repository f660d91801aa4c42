package io.mitalk.wire.sdp;

/** Immutable. Which way media flows, seen from who wrote the description (RFC 8866 section 6.7). */
public enum Direction implements Attribute {
    /** Both ways; also meant when a section says nothing. */
    SENDRECV("sendrecv"),
    /** The writer only sends. */
    SENDONLY("sendonly"),
    /** The writer only receives. */
    RECVONLY("recvonly"),
    /** Neither way. */
    INACTIVE("inactive");

    private final String key;

    Direction(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String value() {
        return "";
    }

    /** Whether the writer is willing to send. */
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /** Whether the writer is willing to receive. */
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }

    /** The same flow seen from the other side. */
    public Direction reversed() {
        return switch (this) {
            case SENDRECV, INACTIVE -> this;
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
        };
    }
}
