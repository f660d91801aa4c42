package io.mitalk.media.sfu;

/** Thread-safe. A track that a client sends. */
public final class UpTrackHandle {

    private final TrackSpan span;

    UpTrackHandle(TrackSpan span) {
        this.span = span;
    }

    /** While muted no packet of it is forwarded to anybody, whatever the client sends. */
    public void muted(boolean muted) {
        span.muted(muted);
    }

    /** Ends it and every down-track that it feeds. Harmless when called again. */
    public void close() {
        var track = span.track();
        track.room().worker().post(new WorkerCommand.CloseUpTrack(track));
    }

    TrackSpan span() {
        return span;
    }
}
