package io.mitalk.media.sfu;

import io.mitalk.media.sfu.TimerQueue.Timer;
import java.util.ArrayList;
import java.util.List;

/**
 * Owned by the worker thread. Sends what was held for merging when its time is up: the speaker fell silent, or packets
 * are late. Its timer waits for the oldest only, so that talk that flows wakes nobody for each packet, and silence
 * wakes nobody at all.
 */
final class MergeLoop {

    private final TimerQueue timers;
    private final List<FanOut> watched = new ArrayList<>();
    private final Timer timer = TimerQueue.once(this::round);
    private boolean set;
    private long soonestNs;

    MergeLoop(TimerQueue timers) {
        this.timers = timers;
    }

    /** Looks after a track that holds something until {@code dueNs}, which is seldom before the others' times. */
    void watch(FanOut track, long dueNs) {
        watched.add(track);
        if (set && dueNs - soonestNs >= 0) {
            return;
        }
        if (set) {
            timers.cancel(timer);
        }
        set(dueNs);
    }

    private void set(long dueNs) {
        set = true;
        soonestNs = dueNs;
        timers.set(timer, dueNs);
    }

    private void round(long nowNs) {
        long leastNs = Long.MAX_VALUE;
        for (int i = watched.size() - 1; i >= 0; i--) {
            long waitNs = watched.get(i).sendDue(nowNs);
            if (waitNs == 0) {
                watched.remove(i);
            } else {
                leastNs = Math.min(leastNs, waitNs);
            }
        }
        set = !watched.isEmpty();
        if (set) {
            set(nowNs + leastNs);
        }
    }
}
