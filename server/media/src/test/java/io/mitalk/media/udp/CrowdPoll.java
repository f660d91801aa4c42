package io.mitalk.media.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Owned by one thread. Waits for any of some {@link CrowdPort}s by {@code poll(2)}. */
public final class CrowdPoll implements AutoCloseable {

    private static final int ENTRY_BYTES = 8;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment entries;
    private final int count;

    public CrowdPoll(List<CrowdPort> ports) {
        count = ports.size();
        entries = arena.allocate((long) Math.max(1, count) * ENTRY_BYTES, ENTRY_BYTES);
        for (int i = 0; i < count; i++) {
            entries.set(JAVA_INT, (long) i * ENTRY_BYTES, ports.get(i).fd());
            entries.set(JAVA_SHORT, (long) i * ENTRY_BYTES + 4, (short) LibC.POLLIN);
        }
    }

    /** Returns when something came for one of them, at the latest after {@code timeoutMs}. */
    public void await(int timeoutMs) {
        LibC.poll(entries.address(), count, timeoutMs);
    }

    /** Whether something had come for that one when the wait ended. */
    public boolean came(int at) {
        return entries.get(JAVA_SHORT, (long) at * ENTRY_BYTES + 6) != 0;
    }

    @Override
    public void close() {
        arena.close();
    }
}
