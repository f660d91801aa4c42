package io.mitalk.wire.ogg;

import io.mitalk.wire.opus.OpusHead;
import io.mitalk.wire.opus.OpusPacket;
import io.mitalk.wire.opus.Recording;
import io.mitalk.wire.opus.Recording.Flaw;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one thread. Takes the one Opus stream of an Ogg file apart. A page (RFC 3533 section 6):
 *
 * <pre>
 *   "OggS" | version 0 | flags | granule position (8) | serial (4) | page number (4) | checksum (4) | n | n lacings
 *   flags: 1 continues a packet, 2 first page, 4 last page; numbers are little-endian
 * </pre>
 */
final class OggReader {

    static final int HEADER = 27;
    static final int CRC_AT = 22;
    static final int CONTINUES = 1;
    static final int FIRST = 2;
    static final int LAST = 4;
    static final int MAGIC = 0x4F67_6753;

    private final byte[] bytes;
    private final ByteBuffer in;
    private final List<byte[]> packets = new ArrayList<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private boolean inPacket;
    private int serial;

    private OggReader(byte[] bytes) {
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static boolean looksLikeOgg(byte[] bytes) {
        return bytes.length >= HEADER && ByteBuffer.wrap(bytes).getInt(0) == MAGIC;
    }

    static Recording read(byte[] bytes) {
        return new OggReader(bytes).recording();
    }

    private Recording recording() {
        var flaw = pages();
        if (flaw != null) {
            return new Recording.Flawed(flaw);
        }
        if (packets.isEmpty() || !OpusHead.looksLikeHead(packets.getFirst())) {
            return new Recording.Flawed(Flaw.UNSUPPORTED);
        }
        var head = OpusHead.parse(packets.getFirst());
        if (head == null) {
            return new Recording.Flawed(Flaw.UNSUPPORTED);
        }
        if (packets.size() < 2 || inPacket) {
            return new Recording.Flawed(Flaw.DAMAGED);
        }
        // The second packet is the comment header: tags, and pictures as tags. It is not even
        // looked at.
        var sound = packets.subList(2, packets.size());
        for (var packet : sound) {
            if (OpusPacket.samples(packet, 0, packet.length) == OpusPacket.MALFORMED) {
                return new Recording.Flawed(Flaw.DAMAGED);
            }
        }
        return new Recording.Opus(head, List.copyOf(sound));
    }

    private @Nullable Flaw pages() {
        int at = 0;
        while (at < bytes.length) {
            int length = pageLength(at);
            if (length < 0 || OggCrc.of(bytes, at, length, at + CRC_AT) != in.getInt(at + CRC_AT)) {
                return Flaw.DAMAGED;
            }
            int flags = bytes[at + 5];
            if (at == 0) {
                serial = in.getInt(14);
            }
            if (serial != in.getInt(at + 14) || (at > 0 && (flags & FIRST) != 0)) {
                return Flaw.UNSUPPORTED; // several streams, side by side or one after another
            }
            if (((flags & CONTINUES) != 0) != inPacket) {
                return Flaw.DAMAGED; // a page is missing
            }
            segments(at);
            at += length;
        }
        return null;
    }

    /** The length of the page at {@code at}, or -1 when there is no whole page. */
    private int pageLength(int at) {
        if (bytes.length - at < HEADER
                || ByteBuffer.wrap(bytes).getInt(at) != MAGIC
                || bytes[at + 4] != 0) {
            return -1;
        }
        int segments = bytes[at + 26] & 0xFF;
        int length = HEADER + segments;
        if (bytes.length - at < length) {
            return -1;
        }
        for (int i = 0; i < segments; i++) {
            length += bytes[at + HEADER + i] & 0xFF;
        }
        return bytes.length - at < length ? -1 : length;
    }

    private void segments(int page) {
        int segments = bytes[page + 26] & 0xFF;
        int at = page + HEADER + segments;
        for (int i = 0; i < segments; i++) {
            int length = bytes[page + HEADER + i] & 0xFF;
            partial.write(bytes, at, length);
            at += length;
            inPacket = length == 255;
            if (!inPacket) {
                packets.add(partial.toByteArray());
                partial.reset();
            }
        }
    }
}
