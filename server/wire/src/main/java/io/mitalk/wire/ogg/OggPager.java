package io.mitalk.wire.ogg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Owned by one thread. Gathers packets and makes one page after another of them, all of one stream. */
final class OggPager {

    private static final int MAX_SEGMENTS = 255;

    private final int serial;
    private final List<byte[]> waiting = new ArrayList<>();
    private int segments;
    private int page;

    OggPager(int serial) {
        this.serial = serial;
    }

    /** Whether a packet of this length still fits into the page. */
    boolean fits(int length) {
        return segments + segments(length) <= MAX_SEGMENTS;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(byte[] packet) {
        waiting.add(packet);
        segments += segments(packet.length);
    }

    /** The page of everything that was added since the last one; {@code granule} is the position at its end. */
    byte[] page(int flags, long granule) {
        int size = waiting.stream().mapToInt(packet -> packet.length).sum();
        var bytes =
                ByteBuffer.allocate(OggPage.HEADER + segments + size)
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(Integer.reverseBytes(OggPage.MAGIC)).put((byte) 0).put((byte) flags);
        bytes.putLong(granule).putInt(serial).putInt(page++).putInt(0).put((byte) segments);
        for (var packet : waiting) {
            for (int left = packet.length; left >= 255; left -= 255) {
                bytes.put((byte) 255);
            }
            bytes.put((byte) (packet.length % 255));
        }
        waiting.forEach(bytes::put);
        byte[] array = bytes.array();
        OggPage.sign(array, 0, array.length);
        waiting.clear();
        segments = 0;
        return array;
    }

    private static int segments(int length) {
        return length / 255 + 1;
    }
}
