package io.mitalk.social.room;

import io.mitalk.db.Tx;
import io.mitalk.kit.fact.Fact;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Thread-safe. Something of a room that a whole audience may change within seconds: whoever changes it takes no lock of
 * the room, and how it stands is told once a period however many did. It is told in passing, without a version; who
 * missed it hears the next one.
 */
public final class Pulse {

    /** Reads how it stands. */
    @FunctionalInterface
    public interface Count {
        JsonNode of(Tx tx, UUID room);
    }

    /** Immutable. It changed in a room. */
    record Touched(Pulse pulse, UUID room) implements Fact {}

    private final RoomTools tools;
    private final String key;
    private final long periodMs;
    private final Count count;
    private final Set<UUID> stale = ConcurrentHashMap.newKeySet();

    Pulse(RoomTools tools, String key, long periodMs, Count count) {
        this.tools = tools;
        this.key = key;
        this.periodMs = periodMs;
        this.count = count;
    }

    /** It changes in {@code room} when {@code tx} commits. */
    public void touch(Tx tx, UUID room) {
        tx.fact(new Touched(this, room));
    }

    long periodMs() {
        return periodMs;
    }

    /** It has changed. */
    void stale(UUID room) {
        stale.add(room);
    }

    /** Tells every room in which it changed how it stands. */
    void tell() {
        for (var room : Set.copyOf(stale)) {
            stale.remove(room);
            var now = tools.parts().database().read(tx -> count.of(tx, room));
            tools.parts().hub().ephemeral(RoomChannel.name(room), key, now);
        }
    }
}
