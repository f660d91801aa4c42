package io.mitalk.media.sfu;

import io.mitalk.media.udp.RemoteAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Owned by the worker thread. Whose a datagram is: by the user name of a check, else by the address it came from. */
final class AddressBook {

    private final Map<String, Transport> byUfrag = new HashMap<>();
    private final Map<RemoteAddress, Transport> byAddress = new HashMap<>();

    private final StreamDirectory streams;
    private final StreamInbox inbox;

    /** What leaves is left out by whoever reads streams for this worker's inbox, too. */
    AddressBook(StreamDirectory streams, StreamInbox inbox) {
        this.streams = streams;
        this.inbox = inbox;
    }

    /** False when the name is in use, which nobody's chance should bring about. */
    boolean enter(String ufrag, Transport transport) {
        return byUfrag.putIfAbsent(ufrag, transport) == null;
    }

    void leave(String ufrag, Transport transport) {
        byUfrag.remove(ufrag, transport);
        if (!byUfrag.containsKey(ufrag)) {
            streams.leave(ufrag, inbox);
        }
    }

    void bind(RemoteAddress address, Transport transport) {
        byAddress.put(address, transport);
    }

    void unbind(RemoteAddress address, Transport transport) {
        byAddress.remove(address, transport);
    }

    @Nullable Transport ofUfrag(String ufrag) {
        return byUfrag.get(ufrag);
    }

    @Nullable Transport ofAddress(RemoteAddress address) {
        return byAddress.get(address);
    }

    int size() {
        return byUfrag.size() + byAddress.size();
    }
}
