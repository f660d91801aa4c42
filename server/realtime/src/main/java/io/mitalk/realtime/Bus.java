package io.mitalk.realtime;

import java.util.function.Consumer;

/** Thread-safe. Carries messages to every node of a MiTalk, this one included; it may lose and reorder them. */
public interface Bus {

    /** Tells every node. Never blocks for long and never fails: what cannot be carried is lost. */
    void publish(BusMessage message);

    /** Adds a listener, before the first message; it must return quickly. */
    void listen(Consumer<BusMessage> listener);
}
