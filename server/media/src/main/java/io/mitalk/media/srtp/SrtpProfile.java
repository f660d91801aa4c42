package io.mitalk.media.srtp;

/**
 * Immutable. The two protection profiles that MiTalk speaks, best first (RFC 5764 section 4.1.2, RFC 7714 section
 * 14.2). All lengths are in bytes.
 */
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 12, 16),
    AES128_CM_HMAC_SHA1_80(0x0001, 14, 10);

    /** Length of both profiles' master key. */
    public static final int KEY_BYTES = 16;

    private final int code;
    private final int saltBytes;
    private final int tagBytes;

    SrtpProfile(int code, int saltBytes, int tagBytes) {
        this.code = code;
        this.saltBytes = saltBytes;
        this.tagBytes = tagBytes;
    }

    /** The number in DTLS's use_srtp extension. */
    public int code() {
        return code;
    }

    /** Length of a master salt. */
    public int saltBytes() {
        return saltBytes;
    }

    /** How much longer a protected RTP packet is; a protected RTCP packet is four bytes longer than that. */
    public int tagBytes() {
        return tagBytes;
    }

    /** How many bytes DTLS exports: two keys and two salts. */
    public int exportedBytes() {
        return 2 * (KEY_BYTES + saltBytes);
    }
}
