package io.mitalk.social.keep;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one call. JPEG (ITU T.81 annex B): of its segments only those that draw it are kept, and which side is up.
 */
final class JpegFile {

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int JFIF = 0xE0;
    private static final int EXIF = 0xE1;
    private static final int ADOBE = 0xEE;
    private static final int LAST_APP = 0xEF;
    private static final int COMMENT = 0xFE;

    private static final String EXIF_NAME = "Exif\0\0";
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;

    private final byte[] file;
    private final ByteBuffer in;
    private final ByteArrayOutputStream out;
    private boolean sized;

    private JpegFile(byte[] file) {
        this.file = file;
        in = ByteBuffer.wrap(file);
        out = new ByteArrayOutputStream(file.length);
    }

    static boolean is(byte[] file) {
        return Exhibit.starts(file, "\u00FF\u00D8\u00FF");
    }

    /** The picture alone, up to its end; null when it is broken or too large. */
    static byte @Nullable [] clean(byte[] file) {
        return new JpegFile(file).clean();
    }

    private byte @Nullable [] clean() {
        out.write(0xFF);
        out.write(START);
        boolean drawn = false;
        int at = 2;
        while (at + 1 < file.length && file[at] == (byte) 0xFF) {
            int marker = file[at + 1] & 0xFF;
            if (marker == 0xFF) { // a marker may be preceded by any number of these
                at++;
                continue;
            }
            if (marker == END) {
                out.write(file, at, 2);
                return drawn ? out.toByteArray() : null;
            }
            int end = end(at);
            if (end < 0 || !segment(marker, at, end)) {
                return null;
            }
            drawn |= marker == SCAN && sized;
            at = marker == SCAN ? scanned(end) : end;
        }
        return null;
    }

    /** Where the segment that begins at {@code at} ends; -1 where there is none. */
    private int end(int at) {
        if (file.length - at < 4) {
            return -1;
        }
        int length = in.getShort(at + 2) & 0xFFFF;
        return length < 2 || length > file.length - at - 2 ? -1 : at + 2 + length;
    }

    private boolean segment(int marker, int at, int end) {
        if (marker == EXIF) {
            upright(at + 4, end);
            return true;
        }
        boolean told = marker > JFIF && marker <= LAST_APP && marker != ADOBE;
        if (told || marker == COMMENT) {
            return true; // where it was taken, by whom, with what: not the picture
        }
        if (marker < 0xC0) {
            return false;
        }
        if (marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
            sized =
                    end - at >= 9
                            && Exhibit.fits(
                                    in.getShort(at + 7) & 0xFFFF, in.getShort(at + 5) & 0xFFFF);
            if (!sized) {
                return false;
            }
        }
        out.write(file, at, end - at);
        return true;
    }

    /** Copies what a scan holds, up to the next marker. */
    private int scanned(int from) {
        int at = from;
        while (at + 1 < file.length && !(file[at] == (byte) 0xFF && ends(file[at + 1]))) {
            at++;
        }
        out.write(file, from, at - from);
        return at;
    }

    /** Not a byte of the scan that looks like a marker, and not a place at which reading may resume. */
    private static boolean ends(byte next) {
        int code = next & 0xFF;
        return code != 0 && !(code >= 0xD0 && code <= 0xD7);
    }

    /** Keeps of what a camera wrote which side is up, where it is not the first one. */
    private void upright(int from, int to) {
        int orientation = orientation(from, to);
        if (orientation < 2 || orientation > 8) {
            return;
        }
        out.writeBytes(
                ByteBuffer.allocate(36)
                        .putShort((short) (0xFF00 | EXIF))
                        .putShort((short) 34)
                        .put(EXIF_NAME.getBytes(StandardCharsets.US_ASCII))
                        .put(new byte[] {'M', 'M', 0, 42})
                        .putInt(8)
                        .putShort((short) 1)
                        .putShort((short) ORIENTATION)
                        .putShort((short) 3)
                        .putInt(1)
                        .putShort((short) orientation)
                        .putShort((short) 0)
                        .putInt(0)
                        .array());
    }

    /** The orientation in the first directory of what a camera wrote (TIFF 6.0 section 2); 0 where it is not said. */
    private int orientation(int from, int to) {
        int tiff = from + EXIF_NAME.length();
        if (!Exhibit.at(file, from, EXIF_NAME) || to - tiff < 8) {
            return 0;
        }
        var exif =
                in.slice(tiff, to - tiff)
                        .order(file[tiff] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(exif.getInt(4));
        if (directory > exif.limit() - 2) {
            return 0;
        }
        int count = exif.getShort((int) directory) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int entry = (int) directory + 2 + i * ENTRY;
            if (entry > exif.limit() - ENTRY) {
                return 0;
            }
            if ((exif.getShort(entry) & 0xFFFF) == ORIENTATION) {
                return exif.getShort(entry + 8) & 0xFFFF;
            }
        }
        return 0;
    }
}
