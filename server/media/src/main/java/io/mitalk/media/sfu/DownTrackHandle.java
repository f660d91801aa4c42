package io.mitalk.media.sfu;

/** Thread-safe. A track that a client receives. */
public final class DownTrackHandle {

    private DownTrackHandle() {}

    /** While paused nothing is sent; afterwards sequence numbers go on without a gap. */
    public void paused(boolean paused) {
        throw new UnsupportedOperationException("media core");
    }

    /** Ends it. Harmless when called again. */
    public void close() {
        throw new UnsupportedOperationException("media core");
    }
}
