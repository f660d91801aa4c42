package io.mitalk.bench;

import java.util.concurrent.CompletableFuture;

/** Thread-safe. The way into the room of a server under test; neither method blocks. */
interface Door {

    /** Brings a listener in; milliseconds from the request to the first sound. */
    CompletableFuture<Double> listen(Listener listener, int number);

    /** Whether those who already listen hear who comes to speak later. */
    default boolean bringsLaterSpeakers() {
        return true;
    }

    /** Brings one in who speaks; done when it may. */
    CompletableFuture<Void> publish(Publisher publisher);
}
