package io.mitalk.media.udp;

import static io.mitalk.media.udp.UdpPort.MAX_DATAGRAM_BYTES;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Owned by the worker thread. The array that both calls take, each entry with one buffer and one address, laid out
 * once:
 *
 * <pre>
 *   mmsghdr  name (8) | name's length (4) 0 (4) | iovec (8) | 1 (8) | control (8) | its length (8) | flags (8)
 *            | bytes received (4) 0 (4)
 *   iovec    buffer (8) | length (8)
 * </pre>
 */
record Messages(
        MemorySegment headers,
        MemorySegment vectors,
        MemorySegment names,
        MemorySegment data,
        int nameBytes) {

    static final int COUNT = 64;

    private static final int HEADER_BYTES = 64;
    private static final int VECTOR_BYTES = 16;
    private static final int NAME_SPACING = 32;
    private static final int RECEIVED_AT = 56;

    static Messages allocate(Arena arena, int nameBytes) {
        long alignment = JAVA_LONG.byteAlignment();
        var messages =
                new Messages(
                        arena.allocate((long) COUNT * HEADER_BYTES, alignment),
                        arena.allocate((long) COUNT * VECTOR_BYTES, alignment),
                        arena.allocate((long) COUNT * NAME_SPACING, alignment),
                        arena.allocate((long) COUNT * MAX_DATAGRAM_BYTES, alignment),
                        nameBytes);
        for (int i = 0; i < COUNT; i++) {
            messages.layOut(i);
        }
        return messages;
    }

    private void layOut(int at) {
        long header = (long) at * HEADER_BYTES;
        long vector = (long) at * VECTOR_BYTES;
        headers.set(JAVA_LONG, header, names.address() + name(at));
        headers.set(JAVA_INT, header + 8, nameBytes);
        headers.set(JAVA_LONG, header + 16, vectors.address() + vector);
        headers.set(JAVA_LONG, header + 24, 1);
        vectors.set(JAVA_LONG, vector, data.address() + (long) at * MAX_DATAGRAM_BYTES);
        vectors.set(JAVA_LONG, vector + 8, MAX_DATAGRAM_BYTES);
    }

    /** The system overwrites the lengths of the addresses. */
    void offerAll() {
        for (int i = 0; i < COUNT; i++) {
            headers.set(JAVA_INT, (long) i * HEADER_BYTES + 8, nameBytes);
        }
    }

    void put(int at, byte[] bytes, int len) {
        MemorySegment.copy(bytes, 0, data, JAVA_BYTE, (long) at * MAX_DATAGRAM_BYTES, len);
        vectors.set(JAVA_LONG, (long) at * VECTOR_BYTES + 8, len);
    }

    int copyTo(int at, byte[] bytes) {
        int len = headers.get(JAVA_INT, (long) at * HEADER_BYTES + RECEIVED_AT);
        MemorySegment.copy(data, JAVA_BYTE, (long) at * MAX_DATAGRAM_BYTES, bytes, 0, len);
        return len;
    }

    long name(int at) {
        return (long) at * NAME_SPACING;
    }

    long address(int at) {
        return headers.address() + (long) at * HEADER_BYTES;
    }
}
