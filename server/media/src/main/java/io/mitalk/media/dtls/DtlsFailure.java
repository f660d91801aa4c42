package io.mitalk.media.dtls;

/** Immutable. Why a handshake did not succeed. */
public enum DtlsFailure {
    TIMED_OUT("dtls-timed-out"),
    NO_CERTIFICATE("dtls-no-certificate"),
    NOT_AGREED("dtls-not-agreed"),
    REFUSED_BY_PEER("dtls-refused-by-peer"),
    BROKEN("dtls-broken");

    private final String text;

    DtlsFailure(String text) {
        this.text = text;
    }

    /** For logs and metrics, in kebab-case. */
    public String text() {
        return text;
    }
}
