package io.mitalk.http;

import io.mitalk.kit.lifecycle.Threads;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.exceptions.MessageTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. One WebSocket: serialises what its handler is told and writes what its queue holds. Public only because
 * Jetty calls it; made by {@link Sockets}.
 */
public final class SocketConnection implements Session.Listener.AutoDemanding, SendQueue.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);

    private final Sockets sockets;
    private final SocketHandler handler;
    private final SendQueue queue = new SendQueue(this);
    private final MessageLimit limit;
    private final ReentrantLock calls = new ReentrantLock();
    private volatile @Nullable Session session;
    private volatile long heardNs;
    private volatile Threads.@Nullable Timer patience;
    private boolean closed;

    SocketConnection(Sockets sockets, SocketHandler handler) {
        this.sockets = sockets;
        this.handler = handler;
        this.limit = new MessageLimit(sockets.clock());
        this.heardNs = sockets.clock().nanoTime();
    }

    /** Nobody waits longer for it to open than that; to be called before it can. */
    void expected(Threads.Timer timer) {
        patience = timer;
    }

    @Override
    public void onWebSocketOpen(Session jetty) {
        session = jetty;
        var waiting = patience;
        patience = null;
        if (waiting != null) {
            waiting.cancel();
        }
        heard();
        call(() -> handler.onOpen(queue));
        sockets.opened(this);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        heard();
        byte[] message = new byte[payload.remaining()];
        payload.get(message);
        callback.succeed();
        if (allowed(message.length)) {
            call(() -> handler.onBinary(message));
        }
    }

    @Override
    public void onWebSocketText(String message) {
        heard();
        if (allowed(message.length())) {
            call(() -> handler.onText(message));
        }
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        heard();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        if (cause instanceof MessageTooLargeException || cause instanceof ClosedChannelException) {
            return; // Jetty closes the session, and the close says why
        }
        LOG.debug("a socket failed: {}", cause.toString());
    }

    @Override
    public void onWebSocketClose(int code, @Nullable String reason, Callback callback) {
        callback.succeed();
        end(code, reason == null ? "" : reason);
    }

    @Override
    public void write(SendQueue.Frame frame, SendQueue.Completion done) {
        var jetty = session;
        if (jetty == null) {
            done.done(false);
            return;
        }
        var callback = Callback.from(() -> done.done(true), _ -> done.done(false));
        switch (frame) {
            case SendQueue.Frame.Text text -> jetty.sendText(text.text(), callback);
            case SendQueue.Frame.Binary binary -> jetty.sendBinary(binary.bytes(), callback);
            case SendQueue.Frame.Close close -> jetty.close(close.code(), close.reason(), callback);
        }
    }

    @Override
    public void overflow() {
        sockets.countOverflow();
        // A reader that stalls would keep a polite close waiting for minutes; on a thread of its
        // own, since the
        // handler may be the one that just sent.
        sockets.threads()
                .virtual()
                .execute(
                        () -> {
                            var jetty = session;
                            if (jetty != null) {
                                jetty.close(CloseCode.OVERFLOW, "too slow", Callback.NOOP);
                                sockets.threads().after(Sockets.CLOSE_WAIT_MS, jetty::disconnect);
                            }
                            end(CloseCode.OVERFLOW, "too slow");
                        });
    }

    /** Asks for a sign of life, or ends a connection that gave none for too long. */
    void ping() {
        var jetty = session;
        if (jetty == null) {
            return;
        }
        if (sockets.clock().nanoTime() - heardNs > Sockets.SILENCE_NS) {
            jetty.disconnect();
            end(CloseCode.BROKEN, "silent");
            return;
        }
        jetty.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }

    void close(int code, String reason) {
        queue.close(code, reason);
    }

    /** Cuts the connection without waiting for the other side. */
    void cut() {
        var jetty = session;
        if (jetty != null) {
            jetty.disconnect();
        }
        end(CloseCode.BROKEN, "cut");
    }

    /** Ends what never became a socket; harmless for one that did. */
    void abandonUnopened() {
        if (session == null) {
            end(CloseCode.BROKEN, "upgrade failed");
        }
    }

    private void heard() {
        heardNs = sockets.clock().nanoTime();
    }

    private boolean allowed(int bytes) {
        if (limit.take(bytes)) {
            return true;
        }
        sockets.countFlood();
        var jetty = session;
        queue.abandon();
        if (jetty != null) {
            jetty.close(CloseCode.POLICY, "too many messages", Callback.NOOP);
            sockets.threads().after(Sockets.CLOSE_WAIT_MS, jetty::disconnect);
        }
        sockets.threads().virtual().execute(() -> end(CloseCode.POLICY, "too many messages"));
        return false;
    }

    private void end(int code, String reason) {
        queue.abandon();
        sockets.closed(this);
        calls.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            handler.onClose(code, reason);
        } catch (RuntimeException e) {
            LOG.error("a socket's handler failed while closing", e);
        } finally {
            calls.unlock();
        }
    }

    private void call(Runnable body) {
        calls.lock();
        try {
            if (!closed) {
                body.run();
            }
        } catch (RuntimeException e) {
            LOG.error("a socket's handler failed; the socket is closed", e);
            queue.close(CloseCode.SERVER_ERROR, "server error");
        } finally {
            calls.unlock();
        }
    }
}
