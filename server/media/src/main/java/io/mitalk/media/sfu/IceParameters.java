package io.mitalk.media.sfu;

/**
 * Immutable. One side's ICE credentials.
 *
 * @param ufrag user name fragment, 4 to 256 ice-chars (RFC 8839 section 5.4)
 * @param password 22 to 256 ice-chars
 */
public record IceParameters(String ufrag, String password) {

    /** Hides the password, which must not reach a log. */
    @Override
    public String toString() {
        return "IceParameters[" + ufrag + "]";
    }
}
