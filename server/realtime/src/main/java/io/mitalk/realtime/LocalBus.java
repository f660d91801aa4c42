package io.mitalk.realtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Thread-safe. The bus of a MiTalk that is one process: a call. */
public final class LocalBus implements Bus {

    private final List<Consumer<BusMessage>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void publish(BusMessage message) {
        listeners.forEach(listener -> listener.accept(message));
    }

    @Override
    public void listen(Consumer<BusMessage> listener) {
        listeners.add(listener);
    }
}
