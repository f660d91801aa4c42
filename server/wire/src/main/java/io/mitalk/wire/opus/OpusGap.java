package io.mitalk.wire.opus;

import java.util.function.Consumer;

/**
 * Thread-safe (no state). Packets for a stretch in which there are none (RFC 7845 section 4.1): first the decoder is
 * asked to conceal, by frames of no bytes in the shape of those before (RFC 6716 section 3.2.1), then there is silence.
 */
public final class OpusGap {

    /** The first byte of a packet of silence: CELT, 20 ms, mono, one frame. */
    public static final byte SILENT_TOC = (byte) 0xF8;

    /** What comes after the first byte and is silence for a CELT frame: only the flag that says so. */
    private static final byte[] SILENT_FRAME = {(byte) 0xFF, (byte) 0xFE};

    private static final int SEVERAL = 3;
    private static final int SILENT_SAMPLES = 960;

    private OpusGap() {}

    /**
     * Fills a gap with packets of at most 120 ms each.
     *
     * @param samples of 48 kHz; what is not a whole number of frames is left out at the end
     * @param toc the first byte of the packet before
     */
    public static void fill(long samples, byte toc, Consumer<byte[]> out) {
        int frame = OpusPacket.frameSamples(toc);
        int concealed = (int) (Math.min(samples, OpusPacket.MAX_SAMPLES) / frame);
        if (concealed > 0) {
            out.accept(new byte[] {(byte) (toc | SEVERAL), (byte) concealed});
        }
        silence(samples - (long) concealed * frame, out);
    }

    /** Silence of that length; less than 20 ms at its end are left out. */
    public static void silence(long samples, Consumer<byte[]> out) {
        long frames = samples / SILENT_SAMPLES;
        int most = OpusPacket.MAX_SAMPLES / SILENT_SAMPLES;
        for (; frames > 0; frames -= most) {
            int count = (int) Math.min(frames, most);
            var packet = new byte[2 + count * SILENT_FRAME.length];
            packet[0] = (byte) (SILENT_TOC | SEVERAL);
            packet[1] = (byte) count;
            for (int i = 0; i < count; i++) {
                System.arraycopy(
                        SILENT_FRAME, 0, packet, 2 + i * SILENT_FRAME.length, SILENT_FRAME.length);
            }
            out.accept(packet);
        }
    }
}
