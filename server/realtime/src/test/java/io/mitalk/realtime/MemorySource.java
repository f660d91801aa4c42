package io.mitalk.realtime;

import io.mitalk.http.Visitor;
import io.mitalk.kit.json.Json;
import io.mitalk.realtime.testing.MergePatch;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thread-safe. Channels whose truth is in memory, with the weak guarantees of a database at READ COMMITTED: the version
 * is read first, and the state may be newer than it.
 */
final class MemorySource implements ChannelSource {

    final Set<String> hidden = ConcurrentHashMap.newKeySet();
    final AtomicInteger loads = new AtomicInteger();
    volatile boolean broken;
    volatile long slowNs;
    private final String prefix;
    private final Map<String, Row> rows = new HashMap<>();

    MemorySource(String prefix) {
        this.prefix = prefix;
    }

    /** A version and what it stands for. */
    private record Row(long version, ObjectNode state) {}

    /** Commits a change; what it returns is to be told. */
    synchronized ChannelEvent commit(String id, String type, ObjectNode patch) {
        var before = row(id);
        var next = new Row(before.version() + 1, MergePatch.merged(before.state(), patch));
        rows.put(id, next);
        return new ChannelEvent(
                new ChannelName(prefix, id).text(), next.version(), type, patch.deepCopy());
    }

    synchronized ChannelState truth(String id) {
        var row = row(id);
        return new ChannelState(row.version(), row.state().deepCopy());
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public boolean maySee(Visitor who, String id) {
        pause();
        return !hidden.contains(id) && !hidden.contains(id + " " + who.accountId());
    }

    @Override
    public ChannelState state(Visitor who, String id) {
        if (broken) {
            throw new IllegalStateException("the database is away");
        }
        loads.incrementAndGet();
        long version = truth(id).version();
        pause();
        return new ChannelState(version, truth(id).state());
    }

    @Override
    public synchronized Map<String, Long> versions(Set<String> ids) {
        var versions = new HashMap<String, Long>();
        ids.forEach(id -> versions.put(id, row(id).version()));
        return versions;
    }

    private void pause() {
        if (slowNs > 0) {
            LockSupport.parkNanos(slowNs);
        }
    }

    private Row row(String id) {
        return rows.getOrDefault(id, new Row(0, Json.mapper().createObjectNode()));
    }

    /** {@code {"key": "value"}}, or a removal for null. */
    static ObjectNode patch(String key, @Nullable String value) {
        var patch = Json.mapper().createObjectNode();
        return value == null ? patch.putNull(key) : patch.put(key, value);
    }
}
