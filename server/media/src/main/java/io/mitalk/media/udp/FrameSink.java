package io.mitalk.media.udp;

/** Thread-safe. A stream that carries datagrams to one client, frame by frame. */
public interface FrameSink {

    /**
     * Takes a datagram, whole or not at all, and never waits; the bytes may be reused at once. False when the client
     * takes in too little, or the stream has ended.
     */
    boolean offer(byte[] datagram, int len);

    /** The client has proven that it may use the stream: it is kept as long as the client shows itself. */
    void proven();

    /** One more of its datagrams is done with; a client may have so many under way only. */
    void handled();

    /** Ends the stream, after what waits as far as the client takes it now. */
    void close();
}
