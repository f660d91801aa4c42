package io.mitalk.wire.ogg;

import io.mitalk.wire.opus.OpusPacket;
import io.mitalk.wire.opus.Recording;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Owned by one thread. Puts Opus packets into an Ogg file of one stream, about a second a page. The same packets always
 * give the same bytes.
 */
final class OggWriter {

    private static final int SERIAL = 1;
    private static final int MAX_SEGMENTS = 255;
    private static final byte[] TAGS = tags();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<byte[]> waiting = new ArrayList<>();
    private int segments;
    private int page;

    private OggWriter() {}

    static byte[] write(Recording.Opus recording) {
        var writer = new OggWriter();
        writer.add(recording.head().bytes());
        writer.page(OggReader.FIRST, 0);
        writer.add(TAGS);
        writer.page(0, 0);
        writer.sound(recording.packets());
        return writer.out.toByteArray();
    }

    private void sound(List<byte[]> packets) {
        long samples = 0;
        long pageBegan = 0;
        for (var packet : packets) {
            boolean full = segments + packet.length / 255 + 1 > MAX_SEGMENTS;
            if (!waiting.isEmpty() && (full || samples - pageBegan >= OpusPacket.RATE)) {
                page(0, samples);
                pageBegan = samples;
            }
            add(packet);
            samples += OpusPacket.samples(packet, 0, packet.length);
        }
        page(OggReader.LAST, samples);
    }

    private void add(byte[] packet) {
        waiting.add(packet);
        segments += packet.length / 255 + 1;
    }

    private void page(int flags, long granule) {
        int size = waiting.stream().mapToInt(packet -> packet.length).sum();
        var bytes =
                ByteBuffer.allocate(OggReader.HEADER + segments + size)
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(Integer.reverseBytes(OggReader.MAGIC)).put((byte) 0).put((byte) flags);
        bytes.putLong(granule).putInt(SERIAL).putInt(page++).putInt(0).put((byte) segments);
        for (var packet : waiting) {
            for (int left = packet.length; left >= 255; left -= 255) {
                bytes.put((byte) 255);
            }
            bytes.put((byte) (packet.length % 255));
        }
        waiting.forEach(bytes::put);
        byte[] array = bytes.array();
        bytes.putInt(OggReader.CRC_AT, OggCrc.of(array, 0, array.length, OggReader.CRC_AT));
        out.writeBytes(array);
        waiting.clear();
        segments = 0;
    }

    /** A comment header without comments (RFC 7845 section 5.2); it must be there. */
    private static byte[] tags() {
        byte[] vendor = "MiTalk".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(16 + vendor.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
                .putInt(vendor.length)
                .put(vendor)
                .putInt(0)
                .array();
    }
}
