package io.mitalk.media.sfu;

/** Thread-safe. A track that a client sends. */
public final class UpTrackHandle {

    private UpTrackHandle() {}

    /** While muted no packet of it is forwarded to anybody, whatever the client sends. */
    public void muted(boolean muted) {
        throw new UnsupportedOperationException("media core");
    }

    /** Ends it and every down-track that it feeds. Harmless when called again. */
    public void close() {
        throw new UnsupportedOperationException("media core");
    }
}
