package io.mitalk.media.tcp;

import io.mitalk.media.udp.RemoteAddress;

/** Thread-safe. A worker as connections see it. */
public interface TcpReceiver {

    /** A datagram has come; {@link io.mitalk.media.udp.FrameSink#handled} says that it is done with. */
    void received(RemoteAddress from, byte[] datagram);

    /** The connection is over; nothing comes from it after that. */
    void ended(RemoteAddress from);
}
