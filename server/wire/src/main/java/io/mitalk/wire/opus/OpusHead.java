package io.mitalk.wire.opus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Immutable. What stands before the packets of a recording (RFC 7845 section 5.1), as far as we take it: one or two
 * channels.
 *
 * @param channels 1 or 2
 * @param preSkip samples of {@link OpusPacket#RATE} to leave out at the beginning, 0 to 65,535
 */
public record OpusHead(int channels, int preSkip) {

    private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 19;

    /** Whether bytes begin as an identification header does. */
    public static boolean looksLikeHead(byte[] bytes) {
        return bytes.length >= LENGTH && startsWith(bytes, MAGIC);
    }

    /** Reads the header, or null when it is broken or of a kind that we do not take (more channels, other mappings). */
    public static @Nullable OpusHead parse(byte[] bytes) {
        if (!looksLikeHead(bytes)) {
            return null;
        }
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = in.get(8) & 0xFF;
        int channels = in.get(9) & 0xFF;
        int family = in.get(18) & 0xFF;
        boolean ours = version >> 4 == 0 && (channels == 1 || channels == 2) && family == 0;
        return ours ? new OpusHead(channels, in.getShort(10) & 0xFFFF) : null;
    }

    /** The header's bytes; the gain is none, since a recording may not make itself louder than others. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) channels)
                .putShort((short) preSkip)
                .putInt(OpusPacket.RATE)
                .putShort((short) 0)
                .put((byte) 0)
                .array();
    }

    static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length
                && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
