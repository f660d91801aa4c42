package io.mitalk.media.tcp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Owned by the TCP thread. All connections in the order in which they came, and the bounds on them. */
final class TcpConnections {

    private final TcpSettings settings;
    private final TcpCounters counters;
    private final Set<TcpConnection> all = new LinkedHashSet<>();

    /** Those that had not proven anything when they were last looked at, oldest first. */
    private final Set<TcpConnection> unproven = new LinkedHashSet<>();

    private final Map<Source, Integer> bySource = new HashMap<>();

    TcpConnections(TcpSettings settings, TcpCounters counters) {
        this.settings = settings;
        this.counters = counters;
    }

    /** Whether one more may come from there. When all places are taken, one that has proven nothing gives way. */
    boolean hasRoom(Source source) {
        return bySource.getOrDefault(source, 0) < settings.connectionsPerSource()
                && (all.size() < settings.connections() || oldestUnproven() != null);
    }

    /** Who gives way to the next one, null when there is room for it. */
    @Nullable TcpConnection crowdedOut() {
        return all.size() < settings.connections() ? null : oldestUnproven();
    }

    private @Nullable TcpConnection oldestUnproven() {
        unproven.removeIf(TcpConnection::isProven);
        return unproven.isEmpty() ? null : unproven.iterator().next();
    }

    void add(TcpConnection connection) {
        all.add(connection);
        unproven.add(connection);
        bySource.merge(connection.source(), 1, Integer::sum);
        counters.accepted.increment();
        counters.open.increment();
    }

    boolean has(TcpConnection connection) {
        return all.contains(connection);
    }

    /** False when it was not among them. */
    boolean remove(TcpConnection connection) {
        if (!all.remove(connection)) {
            return false;
        }
        unproven.remove(connection);
        bySource.computeIfPresent(connection.source(), (_, count) -> count == 1 ? null : count - 1);
        counters.open.decrement();
        return true;
    }

    /** Those whose time to prove themselves is up. */
    List<TcpConnection> unprovenSince(long nowNs) {
        unproven.removeIf(TcpConnection::isProven);
        long patienceNs = settings.firstCheckMs() * 1_000_000L;
        var late = new ArrayList<TcpConnection>();
        for (var connection : unproven) {
            if (nowNs - connection.acceptedNs() < patienceNs) {
                break; // the others came later
            }
            late.add(connection);
        }
        return late;
    }

    /** Those on which nothing has come for too long. */
    List<TcpConnection> silentSince(long nowNs) {
        long patienceNs = settings.idleMs() * 1_000_000L;
        return all.stream().filter(c -> nowNs - c.heardNs() >= patienceNs).toList();
    }

    List<TcpConnection> all() {
        return List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
