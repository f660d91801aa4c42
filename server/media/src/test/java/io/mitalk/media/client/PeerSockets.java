package io.mitalk.media.client;

import java.io.IOException;
import java.net.InetSocketAddress;

/** {@link #open} and {@link #wake} are thread-safe, the rest is the loop's. Where the peers of one loop get sockets. */
sealed interface PeerSockets extends AutoCloseable permits NioSockets, CrowdSockets {

    /** A socket on 127.0.0.0/8 that is read for {@code peer}. */
    PeerSocket open(LoopbackPeer peer, InetSocketAddress remote) throws IOException;

    /** Waits a while for what comes and hands it to the peers; {@code joining} tells that some wait for answers. */
    void read(int mostMs, boolean joining) throws IOException;

    void wake();

    @Override
    void close() throws IOException;
}
