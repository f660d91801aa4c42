package io.mitalk.livekit.signal;

import io.mitalk.livekit.token.Realm;
import io.mitalk.livekit.token.Verdict.Admitted;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Thread-safe. Joins that have not come to media yet: so many of one user, and so many from one source. Whoever opens
 * sockets with good tokens and never finishes a handshake takes no more than that, and gives it back when the join's
 * time is over ({@code livekit.never-active}).
 */
public final class Threshold {

    private final int perUser;
    private final int perSource;
    private final Map<Object, Integer> waiting = new HashMap<>();
    private final LongAdder refused = new LongAdder();
    private int pending;

    /** Nobody waits yet. */
    public Threshold(SignalSettings settings) {
        this.perUser = settings.pendingPerUser();
        this.perSource = settings.pendingPerSource();
    }

    private record Newcomer(Realm realm, String issuer, String identity) {}

    /** Thread-safe. One join on its way. */
    final class Step {
        private final Newcomer newcomer;
        private final InetAddress source;
        private final AtomicBoolean over = new AtomicBoolean();

        private Step(Newcomer newcomer, InetAddress source) {
            this.newcomer = newcomer;
            this.source = source;
        }

        /** It came to media, or to its end; harmless when called again. */
        void over() {
            if (over.compareAndSet(false, true)) {
                leave(this);
            }
        }
    }

    /** A join begins; null when too many of this user or from this source have begun and not got on. */
    synchronized @Nullable Step enter(InetAddress source, Admitted admitted) {
        var token = admitted.token();
        var newcomer = new Newcomer(admitted.realm(), token.issuer(), token.identity());
        if (waiting.getOrDefault(newcomer, 0) >= perUser
                || waiting.getOrDefault(source, 0) >= perSource) {
            refused.increment();
            return null;
        }
        waiting.merge(newcomer, 1, Integer::sum);
        waiting.merge(source, 1, Integer::sum);
        pending++;
        return new Step(newcomer, source);
    }

    private synchronized void leave(Step step) {
        waiting.computeIfPresent(step.newcomer, (_, count) -> count == 1 ? null : count - 1);
        waiting.computeIfPresent(step.source, (_, count) -> count == 1 ? null : count - 1);
        pending--;
    }

    /** Joins on their way now. */
    public synchronized int pending() {
        return pending;
    }

    /** Users and sources that are remembered: none when nobody waits. */
    synchronized int remembered() {
        return waiting.size();
    }

    /** Joins that were not let begin, since the start. */
    public long refused() {
        return refused.sum();
    }
}
