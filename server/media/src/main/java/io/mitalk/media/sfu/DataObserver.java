package io.mitalk.media.sfu;

import io.mitalk.media.sctp.DataListener;

/** Called on the transport's queue, one call at a time; must not block. What becomes of a client's data channels. */
public interface DataObserver extends DataListener {

    /** What waits for the client has shrunk to half of what made {@link TransportHandle#sendData} say so, or less. */
    void drained();
}
