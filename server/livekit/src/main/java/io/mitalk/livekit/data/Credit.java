package io.mitalk.livekit.data;

import io.mitalk.media.sctp.DataMessage;

/**
 * Owned by the room's queue. What a sender gets back for a message when everybody who must wait for it has done so: the
 * leave to send more.
 */
final class Credit {

    private final DataPort port;
    private final DataMessage message;
    private int waits = 1;

    /** Waits for one {@link #done} of its maker. */
    Credit(DataPort port, DataMessage message) {
        this.port = port;
        this.message = message;
    }

    void await() {
        waits++;
    }

    void done() {
        if (--waits == 0) {
            port.consumed(message);
        }
    }
}
