package io.mitalk.media.dtls;

/** Called on virtual threads, one call at a time for each session. Where a session's datagrams go. */
@FunctionalInterface
public interface DtlsSink {
    /** Sends one datagram to the peer; the array is the receiver's to keep. Losing it is allowed. */
    void send(byte[] datagram);
}
