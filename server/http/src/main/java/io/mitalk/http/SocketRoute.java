package io.mitalk.http;

/** Thread-safe. Decides about a WebSocket before the upgrade, on a virtual thread; may block. */
@FunctionalInterface
public interface SocketRoute {

    /**
     * Makes the handler of one socket.
     *
     * @throws UpgradeRefused when the client must not connect; it becomes the plain HTTP answer
     */
    SocketHandler accept(UpgradeRequest request) throws UpgradeRefused;
}
