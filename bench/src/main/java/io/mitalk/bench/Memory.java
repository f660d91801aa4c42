package io.mitalk.bench;

import java.io.IOException;

/**
 * Immutable. What a server holds, in bytes. A JVM keeps garbage for as long as it likes, and gives the pages of its
 * heap back when it likes; so of ours the heap is told apart from the rest of what is resident, and only what lives in
 * it counts.
 *
 * @param resident by the operating system, as it stands
 * @param heap what lives in the JVM's heap after a collection, 0 elsewhere
 * @param rest resident outside of the heap after the same; elsewhere all of it
 */
record Memory(long resident, long heap, long rest) {

    static Memory of(Subject subject) throws IOException, InterruptedException {
        long resident = ProcessCost.of(subject.pid()).rssBytes();
        if (!subject.isJvm()) {
            return new Memory(resident, 0, resident);
        }
        var heap = Jcmd.collect(subject.pid());
        return new Memory(resident, heap.liveBytes(), ProcessCost.outside(subject.pid(), heap));
    }

    /** What came on top of {@code before}, for each of {@code count}, in kB. */
    Growth since(Memory before, int count) {
        double each = 1024.0 * Math.max(1, count);
        return new Growth(
                (resident - before.resident) / each,
                (heap - before.heap) / each,
                (rest - before.rest) / each);
    }

    /** Of a {@link Memory}, in kB a listener. */
    record Growth(double resident, double heap, double rest) {

        /** What a listener needs. */
        double needed() {
            return heap + rest;
        }
    }
}
