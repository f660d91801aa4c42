package io.mitalk.wire.sdp;

/** Immutable. Who opens the DTLS connection (RFC 4145 section 4, RFC 5763 section 5). */
public enum Setup implements Attribute {
    /** The writer is the DTLS client. */
    ACTIVE("active"),
    /** The writer is the DTLS server. */
    PASSIVE("passive"),
    /** The answerer chooses; what every offer says. */
    ACTPASS("actpass"),
    /** No connection for now. */
    HOLDCONN("holdconn");

    private final String value;

    Setup(String value) {
        this.value = value;
    }

    @Override
    public String key() {
        return "setup";
    }

    @Override
    public String value() {
        return value;
    }
}
