package io.mitalk.bench;

import java.io.IOException;

/**
 * Immutable. What a server holds, in bytes. A JVM keeps garbage for as long as it likes; so ours collects it first,
 * before the listeners come as well as when they are there, and what it took from the system meanwhile is told besides.
 *
 * @param resident by the operating system, as it stands
 * @param collected the same after a collection; where there is nothing to collect, the same number
 * @param heap what lives in the JVM's heap, 0 elsewhere
 */
record Memory(long resident, long collected, long heap) {

    static Memory of(Subject subject) throws IOException, InterruptedException {
        long resident = ProcessCost.of(subject.pid()).rssBytes();
        long heap = subject.isJvm() ? Jcmd.liveHeapBytes(subject.pid()) : 0;
        long collected = subject.isJvm() ? ProcessCost.of(subject.pid()).rssBytes() : resident;
        return new Memory(resident, collected, heap);
    }

    /** What came on top of {@code before}, for each of {@code count}, in kB. */
    Growth since(Memory before, int count) {
        double each = 1024.0 * Math.max(1, count);
        return new Growth(
                (resident - before.resident) / each,
                (collected - before.collected) / each,
                (heap - before.heap) / each);
    }

    /** Of a {@link Memory}, in kB a listener. */
    record Growth(double resident, double collected, double heap) {}
}
