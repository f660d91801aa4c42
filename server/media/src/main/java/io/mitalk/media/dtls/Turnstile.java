package io.mitalk.media.dtls;

import io.mitalk.kit.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Thread-safe. Lets few handshakes compute at once, in the order in which they came, so that a storm of joins leaves
 * cores for running audio. Who waits for the peer's answer holds no place.
 */
public final class Turnstile {

    private final Clock clock;
    private final Semaphore places;
    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong waitedNs = new AtomicLong();

    /** {@code atOnce} at least 1. */
    public Turnstile(Clock clock, int atOnce) {
        this.clock = clock;
        this.places = new Semaphore(atOnce, true);
    }

    void enter() {
        entries.incrementAndGet();
        if (!places.tryAcquire()) {
            long beganNs = clock.nanoTime();
            places.acquireUninterruptibly();
            waitedNs.addAndGet(clock.nanoTime() - beganNs);
        }
    }

    void leave() {
        places.release();
    }

    /** Handshakes that wait for a place now. */
    public int waiting() {
        return places.getQueueLength();
    }

    /** How often a place was asked for since the start: several times a handshake. */
    public long entries() {
        return entries.get();
    }

    /** How long all of these waited since the start, in nanoseconds. */
    public long waitedNs() {
        return waitedNs.get();
    }
}
