package io.mitalk.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. What waits to be written to one WebSocket: at most {@link #MAX_MESSAGES} messages and {@link #MAX_BYTES}
 * bytes, besides the one that is on its way. A reader that is slower than its messages loses the connection, with
 * {@link CloseCode#OVERFLOW}, instead of the server's memory; it comes back and asks for the present state.
 *
 * <p>A single message larger than the limit passes when nothing else waits. On its way it does not count: a reader that
 * is taking in one long message keeps its connection when the next ones come.
 */
public final class SendQueue {

    /** Messages that may wait behind the one on its way. */
    public static final int MAX_MESSAGES = 256;

    /** Bytes that may wait behind the message on its way. */
    public static final int MAX_BYTES = 256 * 1024;

    private final Sink sink;
    private final ArrayDeque<Waiting> frames = new ArrayDeque<>();
    private long queuedBytes;
    private int queuedFrames;
    private boolean writing;
    private boolean closing;

    /** {@code sink} gets one frame at a time. */
    public SendQueue(Sink sink) {
        this.sink = sink;
    }

    /** What goes over the socket. */
    public sealed interface Frame {
        /** A whole text message and how many bytes it is; one that many are told is counted once. */
        record Text(String text, int bytes) implements Frame {}

        /** A whole binary message; what the sink consumes of the buffer nobody else sees. */
        record Binary(ByteBuffer bytes) implements Frame {}

        /** The closing handshake; nothing follows it. */
        record Close(int code, String reason) implements Frame {}
    }

    /** The socket under the queue. */
    public interface Sink {
        /**
         * Writes one frame and then calls {@code done} once, from any thread, with true when the socket still lives.
         */
        void write(Frame frame, Completion done);

        /** The reader was too slow: end the connection now, without waiting for it. */
        void overflow();
    }

    /** Told when a frame is written, or can never be. */
    @FunctionalInterface
    public interface Completion {
        void done(boolean written);
    }

    /** Queues a binary message, which must not be changed afterwards; false when the socket is closed or closes now. */
    public boolean sendBinary(byte[] message) {
        return enqueue(new Frame.Binary(ByteBuffer.wrap(message)), message.length);
    }

    /** Queues a text message; false when the socket is closed or closes now. */
    public boolean sendText(String message) {
        return send(text(message));
    }

    /** A text message for many queues. */
    public static Frame.Text text(String message) {
        return new Frame.Text(message, utf8Length(message));
    }

    /** Queues a message of {@link #text}; false when the socket is closed or closes now. */
    public boolean send(Frame.Text message) {
        return enqueue(message, message.bytes());
    }

    /** Closes the socket after what is queued; harmless when it is closed already. See {@link CloseCode}. */
    public void close(int code, String reason) {
        synchronized (frames) {
            if (closing) {
                return;
            }
            closing = true;
            frames.add(new Waiting(new Frame.Close(code, reason), 0, 0));
            if (writing) {
                return;
            }
            writing = true;
        }
        drain();
    }

    /** Whether messages are still taken. */
    public boolean open() {
        synchronized (frames) {
            return !closing;
        }
    }

    /** Drops what is queued: the socket is gone. */
    void abandon() {
        synchronized (frames) {
            closing = true;
            frames.clear();
        }
    }

    private boolean enqueue(Frame frame, int bytes) {
        boolean overflows;
        synchronized (frames) {
            if (closing) {
                return false;
            }
            overflows =
                    queuedFrames > 0
                            && (queuedFrames >= MAX_MESSAGES || queuedBytes + bytes > MAX_BYTES);
            if (overflows) {
                closing = true;
                frames.clear();
            } else {
                frames.add(new Waiting(frame, 1, bytes));
                queuedFrames++;
                queuedBytes += bytes;
                if (writing) {
                    return true;
                }
                writing = true;
            }
        }
        if (overflows) {
            sink.overflow();
            return false;
        }
        drain();
        return true;
    }

    /**
     * Runs in whoever owns {@code writing}; a loop, since completions that come at once would else pile up as calls.
     */
    private void drain() {
        while (true) {
            Waiting next = next();
            if (next == null) {
                return;
            }
            var handedOver = new AtomicBoolean();
            sink.write(
                    next.frame(),
                    alive -> {
                        written(alive);
                        if (!handedOver.compareAndSet(false, true)) {
                            drain();
                        }
                    });
            if (handedOver.compareAndSet(false, true)) {
                return;
            }
        }
    }

    private @Nullable Waiting next() {
        synchronized (frames) {
            Waiting next = frames.poll();
            if (next == null) {
                writing = false;
                return null;
            }
            queuedFrames -= next.count();
            queuedBytes -= next.bytes();
            return next;
        }
    }

    private void written(boolean alive) {
        if (!alive) {
            abandon();
        }
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A frame and what it counts towards the limits. */
    private record Waiting(Frame frame, int count, int bytes) {}
}
