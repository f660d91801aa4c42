package io.mitalk.media.client;

/** Called on the loop's thread; must not block. The buffer is only lent for the call. */
public interface PeerListener {

    /** An RTP packet was opened. {@code arrivedNs} is the loop's clock. */
    default void rtp(byte[] buf, int off, int len, long arrivedNs) {}

    /** A compound RTCP packet was opened. */
    default void rtcp(byte[] buf, int off, int len) {}
}
