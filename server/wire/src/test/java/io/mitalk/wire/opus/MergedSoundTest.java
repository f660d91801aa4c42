package io.mitalk.wire.opus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusBandwidth;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.mitalk.wire.opus.OpusMerger.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergedSoundTest {

    private static final int RATE = OpusPacket.RATE;
    private static final int PACKETS = 60;

    @ParameterizedTest(name = "{0}, {1} samples, {2} channel(s), variable {3}, merged to {4}")
    @CsvSource({
        "OPUS_BANDWIDTH_NARROWBAND,   480, 1, true,  2880",
        "OPUS_BANDWIDTH_NARROWBAND,   960, 1, true,  2880",
        "OPUS_BANDWIDTH_WIDEBAND,     960, 1, true,  2880",
        "OPUS_BANDWIDTH_WIDEBAND,     960, 1, false, 2880",
        "OPUS_BANDWIDTH_WIDEBAND,    1920, 2, true,  5760",
        "OPUS_BANDWIDTH_WIDEBAND,    2880, 1, true,  5760",
        "OPUS_BANDWIDTH_SUPERWIDEBAND, 480, 1, true, 2880",
        "OPUS_BANDWIDTH_SUPERWIDEBAND, 960, 1, true, 2880",
        "OPUS_BANDWIDTH_FULLBAND,     120, 1, true,  2880",
        "OPUS_BANDWIDTH_FULLBAND,     120, 2, false, 5760",
        "OPUS_BANDWIDTH_FULLBAND,     240, 1, true,  2880",
        "OPUS_BANDWIDTH_FULLBAND,     480, 2, true,  2880",
        "OPUS_BANDWIDTH_FULLBAND,     960, 1, true,  2880",
        "OPUS_BANDWIDTH_FULLBAND,     960, 2, true,  5760",
        "OPUS_BANDWIDTH_FULLBAND,     960, 1, false, 2880",
    })
    @DisplayName(
            "a decoder gives the same samples for merged packets as for the packets they were made of")
    void identical(
            OpusBandwidth bandwidth, int samples, int channels, boolean variable, int mergedSamples)
            throws OpusException {
        var packets = speech(bandwidth, samples, channels, variable);
        var merged = merge(packets, mergedSamples);
        assertThat(merged.size()).isLessThanOrEqualTo(PACKETS * 2 / 3);
        assertThat(decode(merged, channels)).isEqualTo(decode(packets, channels));
    }

    /** A tone that sweeps, noise, and silence in between, which discontinuous transmission makes short packets of. */
    private static List<byte[]> speech(
            OpusBandwidth bandwidth, int samples, int channels, boolean variable)
            throws OpusException {
        var encoder = new OpusEncoder(RATE, channels, OpusApplication.OPUS_APPLICATION_VOIP);
        encoder.setBandwidth(bandwidth);
        encoder.setUseVBR(variable);
        encoder.setUseDTX(variable);
        encoder.setBitrate(24_000 * channels);
        var random = new SplittableRandom(samples);
        var pcm = new short[samples * channels];
        var packets = new ArrayList<byte[]>();
        var out = new byte[4000];
        for (int i = 0; i < PACKETS; i++) {
            boolean silent = i / 15 % 2 == 1;
            for (int s = 0; s < samples; s++) {
                double at = (double) (i * samples + s) / RATE;
                double tone = Math.sin(2 * Math.PI * (300 + 200 * at) * at) * 9000;
                for (int c = 0; c < channels; c++) {
                    double noise = random.nextInt(1200) - 600;
                    pcm[s * channels + c] = (short) (silent ? 0 : tone * (1 - 0.3 * c) + noise);
                }
            }
            int length = encoder.encode(pcm, 0, samples, out, 0, out.length);
            packets.add(Arrays.copyOf(out, length));
        }
        return packets;
    }

    private static List<byte[]> merge(List<byte[]> packets, int mergedSamples) {
        var merger = new OpusMerger(mergedSamples, 1200);
        var merged = new ArrayList<byte[]>();
        for (byte[] packet : packets) {
            if (merger.add(packet, 0, packet.length) == Outcome.OTHER) {
                merged.add(taken(merger));
                assertThat(merger.add(packet, 0, packet.length)).isEqualTo(Outcome.HELD);
            }
        }
        merged.add(taken(merger));
        return merged;
    }

    private static byte[] taken(OpusMerger merger) {
        var out = new byte[1200];
        int length = merger.write(out, 0);
        merger.clear();
        return Arrays.copyOf(out, length);
    }

    private static short[] decode(List<byte[]> packets, int channels) throws OpusException {
        var decoder = new OpusDecoder(RATE, channels);
        var pcm = new short[PACKETS * OpusPacket.MAX_SAMPLES * channels];
        int at = 0;
        for (byte[] packet : packets) {
            at += decoder.decode(packet, 0, packet.length, pcm, at * channels, 5760, false);
        }
        return Arrays.copyOf(pcm, at * channels);
    }
}
