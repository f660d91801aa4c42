package io.mitalk.wire.ogg;

import io.mitalk.wire.opus.OpusGap;
import io.mitalk.wire.opus.OpusHead;
import io.mitalk.wire.opus.OpusPacket;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Owned by one thread. Makes an Ogg file of Opus packets while they come (RFC 7845): whatever was taken out so far, and
 * ends with a whole page, is a file that plays. Nothing is decoded. Where nothing was sent or something is lost there
 * is a {@link OpusGap}, since positions in the file count what is in it (section 4.1).
 */
public final class OggOpusStream {

    /** What a player leaves out at the beginning while its decoder settles (section 4.2): 80 ms, here of silence. */
    public static final int PRE_SKIP = 3840;

    private static final byte[] TAGS = tags();

    private final OggPager pager;
    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
    private final boolean stereo;
    private byte @Nullable [] newest;
    private byte toc;
    private long samples;

    /**
     * Begins a file; {@link #take} gives its headers.
     *
     * @param serial names the stream; no two files that should differ have the same
     * @param stereo whether players should expect two channels; either plays packets of both kinds
     */
    public OggOpusStream(int serial, boolean stereo) {
        this.pager = new OggPager(serial);
        this.stereo = stereo;
        pages.writeBytes(headers(pager, new OpusHead(stereo ? 2 : 1, PRE_SKIP)));
        toc = OpusGap.SILENT_TOC;
        OpusGap.silence(PRE_SKIP, this::append);
    }

    /** Adds a packet; false, and nothing happens, when it is not Opus. */
    public boolean add(byte[] buf, int off, int len) {
        if (OpusPacket.samples(buf, off, len) == OpusPacket.MALFORMED) {
            return false;
        }
        toc = buf[off];
        append(Arrays.copyOfRange(buf, off, off + len));
        return true;
    }

    /** Fills a gap, as far as whole frames go; the rest is left to the next one. */
    public void gap(long count) {
        OpusGap.fill(count, toc, this::append);
    }

    /** How much plays so far, in samples of 48 kHz. */
    public long samples() {
        return samples + samplesOf(newest) - PRE_SKIP;
    }

    /** Whether players are told to expect two channels. */
    public boolean stereo() {
        return stereo;
    }

    /** The pages of everything that was added since the last time, but for the newest packet. */
    public byte[] take() {
        if (!pager.isEmpty()) {
            page(0);
        }
        return taken();
    }

    /** The last pages; nothing can be added any more. */
    public byte[] end() {
        var last = newest;
        if (last != null) {
            newest = null;
            write(last);
        }
        page(OggPage.LAST);
        return taken();
    }

    private byte[] taken() {
        byte[] bytes = pages.toByteArray();
        pages.reset();
        return bytes;
    }

    /** The newest packet waits, so that the last page is never without one. */
    private void append(byte[] packet) {
        var before = newest;
        newest = packet;
        if (before != null) {
            write(before);
        }
    }

    private void write(byte[] packet) {
        if (!pager.fits(packet.length)) {
            page(0);
        }
        pager.add(packet);
        samples += samplesOf(packet);
    }

    private void page(int flags) {
        pages.writeBytes(pager.page(flags, samples));
    }

    private static int samplesOf(byte @Nullable [] packet) {
        return packet == null ? 0 : OpusPacket.samples(packet, 0, packet.length);
    }

    /** The two pages before the sound: what it is, and tags, of which there are none. */
    static byte[] headers(OggPager pager, OpusHead head) {
        var out = new ByteArrayOutputStream();
        pager.add(head.bytes());
        out.writeBytes(pager.page(OggPage.FIRST, 0));
        pager.add(TAGS);
        out.writeBytes(pager.page(0, 0));
        return out.toByteArray();
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
