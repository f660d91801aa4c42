package io.mitalk.media.tcp;

import org.jspecify.annotations.Nullable;

/** Thread-safe. Who takes what comes on a connection. */
@FunctionalInterface
public interface TcpReceivers {

    /** Whose user name fragment that is, null when nobody's. */
    @Nullable TcpReceiver of(String ufrag);
}
