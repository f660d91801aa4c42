package io.mitalk.kit.testing.fuzz;

import com.sun.management.ThreadMXBean;
import io.mitalk.kit.time.Clock;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.LongPredicate;

/** Owned by one thread. Gives a target its inputs one by one, and measures what each costs. */
public final class FuzzLoop {

    /**
     * What costs too much, or more than all before, is read again, and the least counts: a first time pays for classes,
     * and any time for the machine's other work.
     */
    private static final int TIMES = 4;

    private final FuzzTarget target;
    private final Clock clock;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long inputs;
    private long understood;
    private long slowestNs;
    private long mostBytes;

    public FuzzLoop(FuzzTarget target, Clock clock) {
        this.target = target;
        this.clock = clock;
    }

    /** Gives each of these. */
    public FuzzLoop replay(List<byte[]> corpus) {
        corpus.forEach(this::give);
        return this;
    }

    /**
     * Gives broken ones made of {@code corpus} as long as {@code more} says so of the number given.
     *
     * @throws FuzzFailure when the target throws, allocates too much or does not hold its check
     */
    public FuzzLoop mutate(List<byte[]> corpus, long seed, LongPredicate more) {
        var mutator = new Mutator(seed, corpus);
        for (long given = 0; more.test(given); given++) {
            give(mutator.next());
        }
        return this;
    }

    public FuzzFigures figures() {
        return new FuzzFigures(inputs, understood, slowestNs, mostBytes);
    }

    private void give(byte[] input) {
        inputs++;
        try {
            if (measured(input)) {
                understood++;
                target.check().verify(input);
            }
        } catch (Throwable e) { // whatever it is, it is the finding
            throw new FuzzFailure(target.name(), input, e);
        }
    }

    private boolean measured(byte[] input) throws Exception {
        long allowed = target.allowedBytes(input);
        long bytes = Long.MAX_VALUE;
        long ns = Long.MAX_VALUE;
        boolean read = false;
        for (int i = 0; i < TIMES && (bytes > allowed || ns > slowestNs); i++) {
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            long before = clock.nanoTime();
            read = target.parser().read(input);
            ns = Math.min(ns, clock.nanoTime() - before);
            bytes = Math.min(bytes, threads.getCurrentThreadAllocatedBytes() - bytesBefore);
        }
        slowestNs = Math.max(slowestNs, ns);
        mostBytes = Math.max(mostBytes, bytes);
        if (bytes > allowed) {
            throw new AssertionError(
                    "allocated %,d bytes, allowed are %,d".formatted(bytes, allowed));
        }
        return read;
    }
}
