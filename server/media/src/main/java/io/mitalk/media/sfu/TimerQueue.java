package io.mitalk.media.sfu;

import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owned by the worker thread. What is due when; running a timer again allocates nothing. */
final class TimerQueue {

    private static final Logger LOG = LoggerFactory.getLogger(TimerQueue.class);

    private final PriorityQueue<Timer> queue = new PriorityQueue<>();

    /** Something that runs again and again until it is cancelled, or once each time it is set. */
    static final class Timer implements Comparable<Timer> {
        private final long periodNs;
        private final Task task;
        private long dueNs;

        private Timer(long dueNs, long periodNs, Task task) {
            this.dueNs = dueNs;
            this.periodNs = periodNs;
            this.task = task;
        }

        @Override
        public int compareTo(Timer other) {
            return Long.compare(dueNs - other.dueNs, 0);
        }
    }

    /** What a timer runs. */
    @FunctionalInterface
    interface Task {
        void run(long nowNs);
    }

    /** Runs {@code task} every {@code periodMs} milliseconds, first after one period. */
    Timer every(int periodMs, long nowNs, Task task) {
        long periodNs = periodMs * 1_000_000L;
        var timer = new Timer(nowNs + periodNs, periodNs, task);
        queue.add(timer);
        return timer;
    }

    /** A timer that runs {@code task} once each time it is {@link #set}. */
    static Timer once(Task task) {
        return new Timer(0, 0, task);
    }

    /** Lets a timer made by {@link #once} run at that time; it must not be waiting for another. */
    void set(Timer timer, long dueNs) {
        timer.dueNs = dueNs;
        queue.add(timer);
    }

    void cancel(Timer timer) {
        queue.remove(timer);
    }

    /** Milliseconds until the next one is due, rounded up, at most {@code atMostMs}. */
    long waitMs(long nowNs, long atMostMs) {
        var next = queue.peek();
        if (next == null) {
            return atMostMs;
        }
        long waitNs = next.dueNs - nowNs;
        return Math.clamp((waitNs + 999_999) / 1_000_000, 0, atMostMs);
    }

    /** Runs what is due; returns how late the latest one was, in nanoseconds. */
    long run(long nowNs) {
        long lagNs = 0;
        for (var next = queue.peek();
                next != null && next.dueNs - nowNs <= 0;
                next = queue.peek()) {
            queue.poll();
            lagNs = Math.max(lagNs, nowNs - next.dueNs);
            if (next.periodNs > 0) {
                // A worker that fell behind does not run a timer once for every period it missed.
                next.dueNs = Math.max(next.dueNs, nowNs - next.periodNs) + next.periodNs;
                queue.add(next);
            }
            try {
                next.task.run(nowNs);
            } catch (RuntimeException e) {
                // One thing of one room broke; the worker's other timers must not stop for it.
                LOG.error("a timer's task failed", e);
            }
        }
        return lagNs;
    }

    int size() {
        return queue.size();
    }
}
