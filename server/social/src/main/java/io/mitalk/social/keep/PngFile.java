package io.mitalk.social.keep;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Thread-safe (no state). PNG (ISO/IEC 15948): of its chunks only those that draw it are kept. */
final class PngFile {

    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
    private static final int FRAME = 12; // length, type, check
    private static final Set<String> DRAWN =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs");

    private PngFile() {}

    static boolean is(byte[] file) {
        return Exhibit.starts(file, SIGNATURE);
    }

    /** The picture alone, up to its end; null when it is broken or too large. */
    static byte @Nullable [] clean(byte[] file) {
        var in = ByteBuffer.wrap(file);
        var out = new ByteArrayOutputStream(file.length);
        int at = SIGNATURE.length();
        out.write(file, 0, at);
        if (!header(file, in, at)) {
            return null;
        }
        boolean drawn = false;
        while (file.length - at >= FRAME) {
            int length = in.getInt(at);
            if (length < 0 || length > file.length - at - FRAME) {
                return null;
            }
            String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (DRAWN.contains(type)) {
                out.write(file, at, length + FRAME);
            }
            drawn |= type.equals("IDAT");
            if (type.equals("IEND")) {
                return drawn ? out.toByteArray() : null;
            }
            at += length + FRAME;
        }
        return null;
    }

    private static boolean header(byte[] file, ByteBuffer in, int at) {
        if (file.length - at < FRAME + 13 || in.getInt(at) != 13) {
            return false;
        }
        return Exhibit.at(file, at + 4, "IHDR")
                && Exhibit.fits(in.getInt(at + 8), in.getInt(at + 12));
    }
}
