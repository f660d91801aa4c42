package io.mitalk.media.sfu;

import io.mitalk.media.tap.Tap;
import org.jspecify.annotations.Nullable;

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

    /**
     * Lets a recorder read what is forwarded of it, or, with null, no longer; the tap before ends. A tap ends with its
     * track too.
     */
    public void tap(@Nullable Tap tap) {
        var track = span.track();
        track.room().worker().post(new WorkerCommand.TapTrack(track, tap));
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
