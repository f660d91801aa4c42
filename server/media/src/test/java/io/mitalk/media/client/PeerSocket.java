package io.mitalk.media.client;

import java.nio.ByteBuffer;

/** Thread-safe. A peer's way to its server; like a network it loses what it cannot carry. */
interface PeerSocket extends AutoCloseable {

    void send(ByteBuffer datagram);

    @Override
    void close();
}
