package io.mitalk.media.srtp;

/** Immutable. The negative answers of {@link SrtpSession}; ints, because the packet path throws nothing. */
public final class SrtpFailure {

    /** Not RTP or RTCP of version 2, shorter than its own header says, or SRTCP that is not encrypted. */
    public static final int MALFORMED = -1;

    /** The tag does not fit: forged, damaged, of another key, or of a rollover that could not be guessed. */
    public static final int AUTH_FAILED = -2;

    /** Received before, or older than the replay window. */
    public static final int REPLAYED = -3;

    /** The session already follows as many SSRCs as it may. */
    public static final int TOO_MANY_SSRCS = -4;

    /** Refused to send: the index was used before, or its SSRC was retired. */
    public static final int INDEX_USED = -5;

    /** Refused to send again: this index was never sent, or too long ago. */
    public static final int NOT_SENT = -6;

    /** Refused to send again: not the plaintext that was sent under this index. The buffer was wiped. */
    public static final int PLAINTEXT_CHANGED = -7;

    private SrtpFailure() {}
}
