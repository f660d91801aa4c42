package io.mitalk.media.sfu;

import io.mitalk.media.tcp.TcpReceiver;
import io.mitalk.media.udp.RemoteAddress;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe as a {@link TcpReceiver}; {@link #take} is the worker's. What has come for a worker over streams; each
 * connection bounds what it has here.
 */
final class StreamInbox implements TcpReceiver {

    private final ConcurrentLinkedQueue<News> queue = new ConcurrentLinkedQueue<>();
    private final CommandQueue commands;

    /** Immutable. What the worker is told, in order. */
    sealed interface News {

        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Came(RemoteAddress from, byte[] datagram) implements News {}

        record Ended(RemoteAddress from) implements News {}
    }

    /** The worker waits for these commands, and so for this. */
    StreamInbox(CommandQueue commands) {
        this.commands = commands;
    }

    @Override
    public void received(RemoteAddress from, byte[] datagram) {
        queue.add(new News.Came(from, datagram));
        commands.wake();
    }

    @Override
    public void ended(RemoteAddress from) {
        queue.add(new News.Ended(from));
        commands.wake();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    @Nullable News take() {
        return queue.poll();
    }
}
