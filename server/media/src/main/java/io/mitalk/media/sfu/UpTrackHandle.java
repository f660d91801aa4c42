package io.mitalk.media.sfu;

/** Thread-safe. A track that a client sends. */
public final class UpTrackHandle {

    private final Worker worker;
    private final UpTrack track;

    UpTrackHandle(Worker worker, UpTrack track) {
        this.worker = worker;
        this.track = track;
    }

    /** While muted no packet of it is forwarded to anybody, whatever the client sends. */
    public void muted(boolean muted) {
        worker.post(new WorkerCommand.MuteUpTrack(track, muted));
    }

    /** Ends it and every down-track that it feeds. Harmless when called again. */
    public void close() {
        worker.post(new WorkerCommand.CloseUpTrack(track));
    }

    UpTrack track() {
        return track;
    }
}
