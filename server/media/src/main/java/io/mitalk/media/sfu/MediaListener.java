package io.mitalk.media.sfu;

/**
 * Called by the worker threads of a room, perhaps by several at once: implementations hand the event over and return at
 * once. What happens to one peer comes in order.
 */
@FunctionalInterface
public interface MediaListener {
    void onEvent(MediaEvent event);
}
