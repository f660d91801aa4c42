package io.mitalk.media.sfu;

/** Thread-safe. A track that a client receives. */
public final class DownTrackHandle {

    private final Worker worker;
    private final DownTrack track;

    DownTrackHandle(Worker worker, DownTrack track) {
        this.worker = worker;
        this.track = track;
    }

    /** While paused nothing is sent; afterwards sequence numbers go on without a gap. */
    public void paused(boolean paused) {
        worker.post(new WorkerCommand.PauseDownTrack(track, paused));
    }

    /** Whether the client asked for this very track, so that it hears it also where only the loudest are heard. */
    public void insist(boolean insists) {
        worker.post(new WorkerCommand.InsistDownTrack(track, insists));
    }

    /** Ends it. Harmless when called again. */
    public void close() {
        worker.post(new WorkerCommand.CloseDownTrack(track));
    }
}
