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

/** Owned by one thread. Takes the one Opus stream of an Ogg file apart. */
final class OggReader {

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
        return bytes.length >= OggPage.HEADER && ByteBuffer.wrap(bytes).getInt(0) == OggPage.MAGIC;
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
            int length = OggPage.length(bytes, at, bytes.length);
            if (length < 0 || !OggPage.intact(bytes, at, length)) {
                return Flaw.DAMAGED;
            }
            int flags = bytes[at + 5];
            if (at == 0) {
                serial = in.getInt(14);
            }
            if (serial != in.getInt(at + 14) || (at > 0 && (flags & OggPage.FIRST) != 0)) {
                return Flaw.UNSUPPORTED; // several streams, side by side or one after another
            }
            if (((flags & OggPage.CONTINUES) != 0) != inPacket) {
                return Flaw.DAMAGED; // a page is missing
            }
            segments(at);
            at += length;
        }
        return null;
    }

    private void segments(int page) {
        int segments = bytes[page + 26] & 0xFF;
        int at = page + OggPage.HEADER + segments;
        for (int i = 0; i < segments; i++) {
            int length = bytes[page + OggPage.HEADER + i] & 0xFF;
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
