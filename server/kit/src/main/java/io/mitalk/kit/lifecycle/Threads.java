package io.mitalk.kit.lifecycle;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. The only maker of threads: platform threads for packet workers, virtual threads for everything that may
 * block, one timer thread that only hands over.
 */
public final class Threads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
    private static final int CLOSE_WAIT_SECONDS = 5;

    private final ExecutorService virtual;
    private final ScheduledThreadPoolExecutor timer;

    private Threads() {
        virtual =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("mitalk-", 0).factory());
        timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("mitalk-timer").daemon().factory());
        // Else a timer of minutes would stay for as long after somebody who came for seconds.
        timer.setRemoveOnCancelPolicy(true);
    }

    public static Threads create() {
        return new Threads();
    }

    /** Starts a named platform thread that runs {@code body} once; the caller ends it and joins it. */
    public Thread platform(String name, Runnable body) {
        return Thread.ofPlatform().name(name).daemon().start(logged(name, body));
    }

    /** Runs {@code body} when the process is told to end (Ctrl-C, SIGTERM) or its last thread has ended. */
    public static void atProcessEnd(String name, Runnable body) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name(name).unstarted(logged(name, body)));
    }

    /** One virtual thread a task. */
    public Executor virtual() {
        return virtual;
    }

    /** A queue that runs its tasks one after another on virtual threads, in the order in which they were handed in. */
    public SerialQueue serialQueue(String name) {
        return new SerialQueue(name, virtual);
    }

    /** Runs {@code task} on a virtual thread after {@code delayMs} milliseconds, unless cancelled before. */
    public Timer after(long delayMs, Runnable task) {
        var future = timer.schedule(() -> virtual.execute(task), delayMs, TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    /**
     * Runs {@code task} on a virtual thread every {@code periodMs} milliseconds until cancelled; runs never overlap.
     */
    public Timer every(long periodMs, Runnable task) {
        var queue = serialQueue("every");
        var future =
                timer.scheduleAtFixedRate(
                        () -> {
                            if (queue.idle()) {
                                queue.execute(task);
                            }
                        },
                        periodMs,
                        periodMs,
                        TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    /** Timers that wait for their time; one that was cancelled does not. */
    public int timers() {
        return timer.getQueue().size();
    }

    /** A running timer. */
    @FunctionalInterface
    public interface Timer {
        /** Stops it; a run that has begun is not interrupted. Harmless when called again. */
        void cancel();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        virtual.shutdown();
        try {
            if (!virtual.awaitTermination(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "tasks still ran {} s after the end was asked for; interrupting them",
                        CLOSE_WAIT_SECONDS);
                virtual.shutdownNow();
            }
        } catch (InterruptedException e) {
            virtual.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static Runnable logged(String name, Runnable body) {
        return () -> {
            try {
                body.run();
            } catch (Throwable t) {
                LOG.error("thread {} died", name, t);
                throw t;
            }
        };
    }
}
