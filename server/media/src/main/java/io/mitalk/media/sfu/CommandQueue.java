package io.mitalk.media.sfu;

import io.mitalk.media.udp.UdpPort;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe to {@link #post} and {@link #wake}; {@link #take} and {@link #awake} are the worker's. Orders reach a
 * worker only this way.
 */
final class CommandQueue {

    private final ConcurrentLinkedQueue<WorkerCommand> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final UdpPort port;

    CommandQueue(UdpPort port) {
        this.port = port;
    }

    void post(WorkerCommand command) {
        queue.add(command);
        wake();
    }

    /** Lets the worker look at what there is for it, unless it is about to. */
    void wake() {
        if (!woken.get() && woken.compareAndSet(false, true)) {
            port.wake();
        }
    }

    /** To be called before the queue is drained: what is posted from now on wakes the worker again. */
    void awake() {
        if (woken.get()) {
            woken.set(false);
        }
    }

    @Nullable WorkerCommand take() {
        return queue.poll();
    }
}
