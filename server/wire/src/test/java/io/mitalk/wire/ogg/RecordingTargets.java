package io.mitalk.wire.ogg;

import static io.mitalk.kit.testing.fuzz.FuzzTarget.must;

import io.mitalk.kit.testing.fuzz.FuzzTarget;
import io.mitalk.wire.WireSeeds;
import io.mitalk.wire.ogg.OggOpus.Cleaned;
import io.mitalk.wire.webm.WebmReader;
import java.util.List;
import java.util.stream.Stream;

/** Thread-safe. What strangers upload as recordings, as targets: Ogg behind its checksums, and WebM. */
public final class RecordingTargets {

    private static final int MAX_SECONDS = 30;

    /** Both list the packets, and copy each. */
    private static final int SPARE_BYTES = 4096;

    private static final int INPUTS = 20_000;

    private RecordingTargets() {}

    public static Stream<FuzzTarget> all() {
        return Stream.of(
                FuzzTarget.of(
                                "ogg",
                                List.of(
                                        WireSeeds.voice("tagged.ogg"),
                                        WireSeeds.voice("stereo-cover.ogg")),
                                input -> understood(repaired(input)))
                        .verified(input -> clean(repaired(input)))
                        .sparing(SPARE_BYTES)
                        .trying(INPUTS),
                FuzzTarget.of(
                                "webm",
                                List.of(
                                        WireSeeds.voice("chromium-recorder.webm"),
                                        WireSeeds.voice("with-video.webm")),
                                input -> {
                                    WebmReader.read(input);
                                    return understood(input);
                                })
                        .verified(RecordingTargets::clean)
                        .sparing(SPARE_BYTES)
                        .trying(INPUTS));
    }

    private static boolean understood(byte[] input) {
        return OggOpus.clean(input, MAX_SECONDS) instanceof Cleaned.Audio;
    }

    private static void clean(byte[] input) {
        must(
                OggOpus.clean(input, MAX_SECONDS) instanceof Cleaned.Audio audio
                        && audio.ogg().length < 2 * input.length + 1_000
                        && understood(audio.ogg()),
                "what is clean is not much larger, and is read again");
    }

    /** A copy with the right checksum in each page, so that what stands behind that check is reached too. */
    private static byte[] repaired(byte[] input) {
        byte[] ogg = input.clone();
        int at = 0;
        while (at + OggPage.HEADER <= ogg.length) {
            int segments = ogg[at + 26] & 0xFF;
            int length = OggPage.HEADER + segments;
            for (int i = 0; i < segments && at + OggPage.HEADER + i < ogg.length; i++) {
                length += ogg[at + OggPage.HEADER + i] & 0xFF;
            }
            if (at + length > ogg.length) {
                break;
            }
            OggPage.sign(ogg, at, length);
            at += length;
        }
        return ogg;
    }
}
