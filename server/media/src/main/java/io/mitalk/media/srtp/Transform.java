package io.mitalk.media.srtp;

/**
 * Owned by the worker thread. The cipher of one direction, for RTP or for RTCP: encrypts and tags in place, and knows
 * nothing of order or replay. {@code len} counts the whole packet from its first header byte; sealing needs
 * {@link SrtpProfile#tagBytes} of room behind it, for RTCP four more.
 */
sealed interface Transform permits GcmTransform, EvpGcmTransform, CounterTransform {

    /** Length of the RTCP header that stays in the clear. */
    int RTCP_HEADER_BYTES = 8;

    /** Length of the word behind an RTCP packet: the bit that says encrypted, and the index. */
    int RTCP_INDEX_BYTES = 4;

    /** That bit. */
    int ENCRYPTED = 0x8000_0000;

    /** Seals an RTP packet under the 48-bit {@code index} and returns its new length. */
    int sealRtp(byte[] buf, int off, int len, int headerLen, long index);

    /** Opens an RTP packet and returns its plain length, or {@link SrtpFailure#AUTH_FAILED}. */
    int openRtp(byte[] buf, int off, int len, int headerLen, long index);

    /** Seals an RTCP packet under the 31-bit {@code index} and returns its new length. */
    int sealRtcp(byte[] buf, int off, int len, int index);

    /** Opens an RTCP packet that {@link #rtcpWord} was read from; returns its plain length or AUTH_FAILED. */
    int openRtcp(byte[] buf, int off, int len);

    /** The word with the index of a sealed RTCP packet. */
    int rtcpWord(byte[] buf, int off, int len);

    /** Makes the next seal accept an IV that was used last; whoever calls this answers for the plaintext. */
    void allowRepeat();

    /** Gives native memory back; the transform is not used any more. */
    default void close() {}
}
