package io.mitalk.media.sfu;

/** Thread-safe. One ICE, DTLS and SRTP association with a client. */
public final class TransportHandle {

    private TransportHandle() {}

    /** What our descriptions say; new credentials after {@link #restartIce}. */
    public LocalParameters local() {
        throw new UnsupportedOperationException("media core");
    }

    /**
     * What the client's description says. Datagrams of the handshake that came earlier were kept. Called again with other
     * credentials it completes an ICE restart; another fingerprint than before fails the transport.
     */
    public void remote(RemoteParameters parameters) {
        throw new UnsupportedOperationException("media core");
    }

    /**
     * Begins an ICE restart (RFC 8445 section 9) and returns the new parameters. The old credentials stay valid until a
     * pair under the new ones is nominated; DTLS and SRTP go on.
     */
    public LocalParameters restartIce() {
        throw new UnsupportedOperationException("media core");
    }

    /** Accepts a track from the client; only on a publisher transport. */
    public UpTrackHandle addUpTrack(UpTrackSpec spec) {
        throw new UnsupportedOperationException("media core");
    }

    /** Starts to forward {@code source}, a track of the same room, to the client. */
    public DownTrackHandle addDownTrack(UpTrackHandle source, DownTrackSpec spec) {
        throw new UnsupportedOperationException("media core");
    }
}
