package io.mitalk.realtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Owned by its feed's queue. A channel's last events without a hole. Commits are told by the threads that made them, so
 * events may come in another order than their versions: one that came early waits for those before it.
 */
final class History {

    /** The version of somebody who has nothing, and of a channel about which nothing is known. */
    static final long NONE = -1;

    private final int capacity;
    private final ArrayDeque<Entry> ring = new ArrayDeque<>();
    private final TreeMap<Long, Entry> early = new TreeMap<>();
    private long head = NONE;
    private long expected = NONE;

    History(int capacity) {
        this.capacity = capacity;
    }

    /** One event, and the JSON object of its version, type and patch. */
    record Entry(long version, String json) {}

    /** Whether any version of the channel is known. */
    boolean begun() {
        return head != NONE;
    }

    /** The newest version before which nothing is missing. */
    long head() {
        return head;
    }

    /** Begins at the version of a state that was just read; returns what had come early and now follows it. */
    List<Entry> begin(long version) {
        ring.clear();
        head = version;
        early.headMap(version, true).clear();
        return drain();
    }

    /** Takes one event and returns those that can be told now, in the order of their versions. */
    List<Entry> take(Entry entry) {
        if (begun() && entry.version() <= head) {
            return List.of();
        }
        early.put(entry.version(), entry);
        if (early.size() > capacity) {
            early.pollFirstEntry(); // what is lost so becomes a hole, and a hole is mended
        }
        return begun() ? drain() : List.of();
    }

    /** Notes that the channel has come as far as {@code version}, whether or not its events were seen. */
    void expect(long version) {
        expected = Math.max(expected, version);
    }

    /** Whether an event that must exist has not come. */
    boolean hole() {
        return begun() && (!early.isEmpty() || expected > head);
    }

    /** Whether all events after {@code version} are here. */
    boolean covers(long version) {
        return begun() && version != NONE && version <= head && version >= head - ring.size();
    }

    /** The events after a version that is covered. */
    List<Entry> after(long version) {
        return ring.stream().filter(entry -> entry.version() > version).toList();
    }

    /** Forgets everything that cannot be trusted after a loss; what came early stays. */
    void forget() {
        ring.clear();
        head = NONE;
        expected = NONE;
    }

    private List<Entry> drain() {
        List<Entry> released = new ArrayList<>();
        while (!early.isEmpty() && early.firstKey() == head + 1) {
            Entry next = early.pollFirstEntry().getValue();
            ring.add(next);
            if (ring.size() > capacity) {
                ring.poll();
            }
            head = next.version();
            released.add(next);
        }
        return released;
    }
}
