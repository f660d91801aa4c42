package io.mitalk.social.keep;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Thread-safe (no state). WebP (RFC 9649): of its chunks only those that draw one picture are kept. */
final class WebpFile {

    private static final int HEADER = 12;
    private static final int FRAME = 8; // type, length
    private static final int HAS_ALPHA = 0x10;
    private static final int SIDE = 0x3FFF;
    private static final int SIDES_BYTES = 10;

    private WebpFile() {}

    static boolean is(byte[] file) {
        return Exhibit.starts(file, "RIFF") && Exhibit.at(file, 8, "WEBP");
    }

    /** The picture alone; null when it moves, is broken or too large. */
    static byte @Nullable [] clean(byte[] file) {
        var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        var out = ByteBuffer.allocate(file.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(file, 0, HEADER);
        long end = Integer.toUnsignedLong(in.getInt(4)) + FRAME;
        if (end > file.length) {
            return null;
        }
        boolean drawn = false;
        for (int at = HEADER; end - at >= FRAME; ) {
            long length = Integer.toUnsignedLong(in.getInt(at + 4));
            long whole = FRAME + length + (length & 1);
            if (whole > end - at) {
                return null;
            }
            var chunk = in.slice(at, (int) whole).order(ByteOrder.LITTLE_ENDIAN);
            switch (new String(file, at, 4, StandardCharsets.ISO_8859_1)) {
                case "VP8X" -> {
                    if (!extended(chunk, out)) {
                        return null;
                    }
                }
                case "VP8 ", "VP8L" -> {
                    if (drawn || !fits(chunk)) {
                        return null;
                    }
                    drawn = true;
                    out.put(chunk);
                }
                case "ALPH" -> out.put(chunk);
                default -> {} // where it was taken, by whom, with what: not the picture
            }
            at += (int) whole;
        }
        out.putInt(4, out.position() - FRAME);
        return drawn ? Arrays.copyOf(out.array(), out.position()) : null;
    }

    /** The chunk that says what else is in the file: of that only transparency stays. */
    private static boolean extended(ByteBuffer chunk, ByteBuffer out) {
        if (chunk.limit() < FRAME + SIDES_BYTES) {
            return false;
        }
        long width = 1L + (chunk.getInt(FRAME + 4) & 0xFFFFFF);
        long height = 1L + (chunk.getInt(FRAME + 6) >>> 8);
        chunk.put(FRAME, (byte) (chunk.get(FRAME) & HAS_ALPHA));
        out.put(chunk);
        return Exhibit.fits(width, height);
    }

    private static boolean fits(ByteBuffer chunk) {
        if (chunk.limit() < FRAME + SIDES_BYTES) {
            return false;
        }
        if (chunk.get(3) == 'L') { // RFC 9649 section 3.4: 14 bits each after the signature
            int sides = chunk.getInt(FRAME + 1);
            return Exhibit.fits(1 + (sides & SIDE), 1 + (sides >>> 14 & SIDE));
        }
        // RFC 6386 section 9.1: three bytes of frame tag, three of start code
        return Exhibit.fits(chunk.getShort(FRAME + 6) & SIDE, chunk.getShort(FRAME + 8) & SIDE);
    }
}
