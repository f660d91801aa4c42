package io.mitalk.realtime;

import io.mitalk.http.UpgradeRefused;
import io.mitalk.http.Visitor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Thread-safe. Who is connected to this node, and how often. */
final class RealtimeSockets {

    private final HubSettings settings;
    private final Set<RealtimeSocket> admitted = new HashSet<>();
    private final Set<RealtimeSocket> open = new HashSet<>();
    private final Map<UUID, Integer> byAccount = new HashMap<>();
    private final Map<Long, Integer> bySource = new HashMap<>();

    RealtimeSockets(HubSettings settings) {
        this.settings = settings;
    }

    /** Counts a connection that is about to open, unless there are too many like it. */
    synchronized void admit(RealtimeSocket socket) throws UpgradeRefused {
        Visitor visitor = socket.visitor();
        UUID account = visitor.accountId();
        if (bySource.getOrDefault(socket.source(), 0) >= settings.perSource()) {
            throw new UpgradeRefused(429, "too many realtime connections from this address");
        }
        if (account != null && byAccount.getOrDefault(account, 0) >= settings.perAccount()) {
            throw new UpgradeRefused(429, "too many realtime connections of this account");
        }
        admitted.add(socket);
        bySource.merge(socket.source(), 1, Integer::sum);
        if (account != null) {
            byAccount.merge(account, 1, Integer::sum);
        }
    }

    synchronized void opened(RealtimeSocket socket) {
        open.add(socket);
    }

    synchronized void closed(RealtimeSocket socket) {
        open.remove(socket);
        if (!admitted.remove(socket)) {
            return;
        }
        bySource.computeIfPresent(socket.source(), (_, count) -> count == 1 ? null : count - 1);
        UUID account = socket.visitor().accountId();
        if (account != null) {
            byAccount.computeIfPresent(account, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Those that are open at this moment. */
    synchronized List<RealtimeSocket> open() {
        return List.copyOf(open);
    }

    synchronized int count() {
        return open.size();
    }
}
