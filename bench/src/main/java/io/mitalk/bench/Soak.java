package io.mitalk.bench;

import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.client.PeerLoop;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Owned by the bench's main thread. Ten listeners a second come and go again after ten seconds, a publisher comes every
 * five seconds and stays for twenty, and somebody speaks all the time. What the server holds when all have left must
 * not be more at the end than after the warm-up, which is a fifth of the time.
 */
final class Soak implements AutoCloseable {

    private static final int JOINS_PER_SECOND = 10;
    private static final int LISTENERS = 100;
    private static final int PUBLISHER_EVERY_SECONDS = 5;
    private static final int PUBLISHERS = 4;

    /** Longer than a server waits for somebody whose connection broke. */
    private static final int FORGOTTEN_SECONDS = 40;

    /** So many classes are told of those that grew most. */
    private static final int CLASSES = 8;

    private static final long SECOND_NS = 1_000_000_000L;

    private final Subject subject;
    private final Threads threads;
    private final PrintStream out;
    private final Clock clock = Clock.system();
    private final Randomness randomness = Randomness.secure();
    private final PeerLoop loop;
    private final Deque<Listener> listeners = new ArrayDeque<>();
    private final Deque<Guest> publishers = new ArrayDeque<>();
    private int arrivals;
    private int speakers;
    private int heard;

    /** One who speaks for a while. */
    private record Guest(Publisher publisher, Threads.Timer speaking) {
        void leave() {
            speaking.cancel();
            publisher.close();
        }
    }

    Soak(Subject subject, Threads threads, PrintStream out) {
        this.subject = subject;
        this.threads = threads;
        this.out = out;
        this.loop = PeerLoop.crowd(new PeerLoop.Parts(clock, randomness, threads));
    }

    /** Runs so long, and throws when something has grown. */
    void run(int minutes) throws IOException, InterruptedException {
        int warmUpSeconds = Math.max(1, minutes * 60 / 5);
        churn(warmUpSeconds);
        var start = rest();
        var living = Census.of(subject.pid());
        out.println("after the warm-up: " + start.text());
        churn(minutes * 60 - warmUpSeconds);
        var end = rest();
        out.printf(
                Locale.ROOT,
                "at the end:        %s%n%d came, %d of them heard somebody, %d spoke%n",
                end.text(),
                arrivals,
                heard,
                speakers);
        out.printf("grew most%n%s%n", Census.of(subject.pid()).grown(living, CLASSES));
        var grown = end.grown(start);
        if (!grown.isEmpty()) {
            throw new IOException("grew by more than a twentieth: " + String.join(", ", grown));
        }
        if (heard < arrivals) {
            throw new IOException((arrivals - heard) + " heard nothing");
        }
    }

    private void churn(int seconds) throws IOException, InterruptedException {
        long beganNs = clock.nanoTime();
        speak();
        for (int i = 0; i < seconds * JOINS_PER_SECOND; i++) {
            if (i % (PUBLISHER_EVERY_SECONDS * JOINS_PER_SECOND) == 0) {
                speak();
            }
            var listener = new Listener(loop, clock, false);
            listeners.add(listener);
            var _ = subject.door().listen(listener, arrivals++);
            if (listeners.size() > LISTENERS) {
                leave(listeners.remove());
            }
            if (i % (60 * JOINS_PER_SECOND) == 0) {
                out.printf("%d min: %d came, %d heard somebody%n", i / 600, arrivals, heard);
            }
            long dueNs = beganNs + (i + 1) * SECOND_NS / JOINS_PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(dueNs - clock.nanoTime());
        }
    }

    private void speak() throws IOException, InterruptedException {
        var publisher = new Publisher(loop, clock, randomness, speakers++);
        Scenario.await(subject.door().publish(publisher), "a speaker did not connect");
        publishers.add(new Guest(publisher, threads.every(Speech.PACKET_MS, publisher::speak)));
        // The first one stays.
        if (publishers.size() > PUBLISHERS) {
            var stays = publishers.remove();
            publishers.remove().leave();
            publishers.addFirst(stays);
        }
    }

    private void leave(Listener listener) {
        heard +=
                listener.joined().isDone() && !listener.joined().isCompletedExceptionally() ? 1 : 0;
        listener.close();
    }

    /** All go; what the server holds when it has forgotten them. */
    private Vitals rest() throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(2);
        while (!listeners.isEmpty()) {
            leave(listeners.remove());
        }
        publishers.forEach(Guest::leave);
        publishers.clear();
        TimeUnit.SECONDS.sleep(FORGOTTEN_SECONDS);
        return Vitals.of(subject.pid());
    }

    @Override
    public void close() {
        listeners.forEach(Listener::close);
        publishers.forEach(Guest::leave);
        loop.close();
    }
}
