package io.mitalk.media.sfu;

import java.lang.management.ManagementFactory;

/** Owned by the test's thread. The processor time of a worker's thread, for figures. */
final class WorkerCpu {

    private final long threadId;

    WorkerCpu(Worker worker) {
        String name = "mitalk-media-" + worker.port();
        threadId =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals(name))
                        .findAny()
                        .orElseThrow()
                        .threadId();
    }

    long ns() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(threadId);
    }
}
