package io.mitalk.media.sfu;

/** Called by a room's worker thread: implementations hand the event over and return at once. */
@FunctionalInterface
public interface MediaListener {
    void onEvent(MediaEvent event);
}
