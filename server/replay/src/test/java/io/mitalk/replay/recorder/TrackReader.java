package io.mitalk.replay.recorder;

import io.mitalk.wire.ogg.OggOpusStream;
import io.mitalk.wire.ogg.OggPage;
import io.mitalk.wire.opus.OpusPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Thread-safe (no state). What stands in a track's file, packet by packet, without decoding. */
final class TrackReader {

    private static final int HEADERS = 2;

    private TrackReader() {}

    /**
     * One packet.
     *
     * @param at its first sample, as players count them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Placed(long at, byte[] packet) {}

    /** The packets of a file whose pages are all whole. */
    static List<Placed> read(Path path) throws IOException {
        byte[] file = Files.readAllBytes(path);
        var packets = new ArrayList<Placed>();
        long samples = -OggOpusStream.PRE_SKIP;
        int skip = HEADERS;
        int page = 0;
        while (page < file.length) {
            int length = OggPage.length(file, page, file.length);
            if (length < 0 || !OggPage.intact(file, page, length)) {
                throw new AssertionError("a broken page at " + page);
            }
            int segments = file[page + 26] & 0xFF;
            int from = page + 27 + segments;
            int to = from;
            for (int i = 0; i < segments; i++) {
                int lacing = file[page + 27 + i] & 0xFF;
                to += lacing;
                if (lacing < 255) {
                    if (skip-- <= 0) {
                        packets.add(new Placed(samples, Arrays.copyOfRange(file, from, to)));
                        samples += OpusPacket.samples(file, from, to - from);
                    }
                    from = to;
                }
            }
            page += length;
        }
        return packets;
    }
}
