package io.mitalk.replay.recorder;

import io.mitalk.wire.ogg.OggOpusStream;
import io.mitalk.wire.ogg.OggPage;
import io.mitalk.wire.opus.OpusPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Thread-safe (no state). The file of a track that nobody writes any more. */
final class TrackFile {

    private static final int WINDOW = 16 * OggPage.MAX_BYTES;

    private TrackFile() {}

    /**
     * Makes a file whole that was cut off anywhere: what follows its last whole page goes, and that page is marked as
     * the last. Returns how long it plays in milliseconds; 0 when there is no sound in it.
     */
    static long mend(Path path) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = 0;
            long last = 0;
            int lastLength = 0;
            long granule = 0;
            var window = new byte[WINDOW];
            while (true) {
                int filled = fill(file, at, window);
                int in = 0;
                int length = OggPage.length(window, 0, filled);
                while (length >= 0 && OggPage.intact(window, in, length)) {
                    last = at + in;
                    lastLength = length;
                    granule = OggPage.granule(window, in);
                    in += length;
                    length = OggPage.length(window, in, filled);
                }
                if (in == 0) {
                    break;
                }
                at += in;
            }
            file.truncate(at);
            if (lastLength > 0) {
                var page = new byte[lastLength];
                fill(file, last, page);
                OggPage.end(page, 0, lastLength);
                file.write(ByteBuffer.wrap(page), last);
            }
            return Math.max(0, granule - OggOpusStream.PRE_SKIP) * 1000 / OpusPacket.RATE;
        }
    }

    private static int fill(FileChannel file, long from, byte[] into) throws IOException {
        var buffer = ByteBuffer.wrap(into);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, from + buffer.position()) < 0) {
                break;
            }
        }
        return buffer.position();
    }
}
