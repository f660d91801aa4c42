package io.mitalk.media.sfu;

import io.mitalk.media.tcp.TcpReceiver;
import io.mitalk.media.tcp.TcpReceivers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Thread-safe. Which worker the user name of a check belongs to; workers enter and leave what they own. */
final class StreamDirectory implements TcpReceivers {

    private final Map<String, TcpReceiver> byUfrag = new ConcurrentHashMap<>();

    void enter(String ufrag, TcpReceiver worker) {
        byUfrag.put(ufrag, worker);
    }

    void leave(String ufrag, TcpReceiver worker) {
        byUfrag.remove(ufrag, worker);
    }

    @Override
    public @Nullable TcpReceiver of(String ufrag) {
        return byUfrag.get(ufrag);
    }
}
