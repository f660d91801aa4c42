package io.mitalk.media.tcp;

import java.nio.channels.Selector;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Thread-safe to {@link #call}; the rest is the TCP thread's. Who has something to write, or to end. */
final class Attention {

    private final Selector selector;
    private final ConcurrentLinkedQueue<TcpConnection> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    Attention(Selector selector) {
        this.selector = selector;
    }

    void call(TcpConnection connection) {
        waiting.add(connection);
        wake();
    }

    void wake() {
        if (!woken.get() && woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** To be called before {@link #take}: whoever calls from now on wakes the thread again. */
    void awake() {
        woken.set(false);
    }

    @Nullable TcpConnection take() {
        return waiting.poll();
    }
}
