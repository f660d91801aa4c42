package io.mitalk.wire.ogg;

import io.mitalk.wire.opus.OpusPacket;
import io.mitalk.wire.opus.Recording;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Owned by one thread. Puts Opus packets into an Ogg file of one stream, about a second a page. The same packets always
 * give the same bytes.
 */
final class OggWriter {

    private static final int SERIAL = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final OggPager pager = new OggPager(SERIAL);

    private OggWriter() {}

    static byte[] write(Recording.Opus recording) {
        var writer = new OggWriter();
        writer.out.writeBytes(OggOpusStream.headers(writer.pager, recording.head()));
        writer.sound(recording.packets());
        return writer.out.toByteArray();
    }

    private void sound(List<byte[]> packets) {
        long samples = 0;
        long pageBegan = 0;
        for (var packet : packets) {
            boolean full = !pager.fits(packet.length);
            if (!pager.isEmpty() && (full || samples - pageBegan >= OpusPacket.RATE)) {
                out.writeBytes(pager.page(0, samples));
                pageBegan = samples;
            }
            pager.add(packet);
            samples += OpusPacket.samples(packet, 0, packet.length);
        }
        out.writeBytes(pager.page(OggPage.LAST, samples));
    }
}
