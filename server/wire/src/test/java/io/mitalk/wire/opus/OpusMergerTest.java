package io.mitalk.wire.opus;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.wire.opus.OpusMerger.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpusMergerTest {

    private static final int MAX_BYTES = 70_000;

    private final SplittableRandom random = new SplittableRandom(0x0905);

    /** A packet written by hand, with the frames that it holds. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sample(byte[] packet, List<byte[]> frames) {}

    @Test
    @DisplayName(
            "packets of every configuration, code and padding merge into one that holds their frames in order")
    void everything() {
        int merged = 0;
        for (int config = 0; config < 32; config++) {
            for (int stereo = 0; stereo < 2; stereo++) {
                for (int form = 0; form < 8; form++) {
                    merged += merge(config << 3 | stereo << 2, form);
                }
            }
        }
        assertThat(merged).isGreaterThan(32 * 2 * 8);
    }

    private int merge(int first, int form) {
        var merger = new OpusMerger(OpusPacket.MAX_SAMPLES, MAX_BYTES);
        var expected = new ArrayList<byte[]>();
        int frame = OpusPacket.frameSamples((byte) first);
        int packets = 0;
        while (true) {
            var sample = sample(first, form, frame);
            var outcome = merger.add(sample.packet(), 0, sample.packet().length);
            if (outcome == Outcome.OTHER) {
                assertThat((expected.size() + sample.frames().size()) * frame)
                        .isGreaterThan(OpusPacket.MAX_SAMPLES);
                break;
            }
            assertThat(outcome).isEqualTo(Outcome.HELD);
            packets++;
            expected.addAll(sample.frames());
            assertThat(merger.count()).isEqualTo(expected.size());
            assertThat(merger.samples()).isEqualTo(expected.size() * frame);
            var out = new byte[MAX_BYTES + 3];
            int length = merger.write(out, 3);
            assertThat(frames(out, 3, length)).containsExactlyElementsOf(expected);
            assertThat(OpusPacket.samples(out, 3, length)).isEqualTo(merger.samples());
            assertThat(out[3] & 0xFC).isEqualTo(first);
        }
        return packets;
    }

    /** {@code form} 0 to 2 is that code; 3 to 7 are code 3 with equal or told lengths and with padding. */
    private Sample sample(int first, int form, int frameSamples) {
        int most = OpusPacket.MAX_SAMPLES / frameSamples;
        if (form == 0 || most == 1 || (form < 3 && most < 2)) {
            byte[] frame = bytes(random.nextInt(1276));
            return new Sample(written(first, new byte[0], List.of(frame)), List.of(frame));
        }
        boolean told = form == 2 || form == 4 || form >= 6;
        int count = form < 3 ? 2 : 1 + random.nextInt(Math.min(4, most));
        int each = random.nextInt(1276);
        var frames = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            frames.add(bytes(told ? random.nextInt(1276) : each));
        }
        var head = new ByteArrayOutputStream();
        int padding = form == 5 ? 9 : form == 6 ? 300 : form == 7 ? 254 : 0;
        if (form >= 3) {
            head.write((told ? 0x80 : 0) | (form >= 5 ? 0x40 : 0) | count);
            int rest = padding;
            for (; rest > 254; rest -= 254) {
                head.write(255);
            }
            if (padding > 0) {
                head.write(rest);
            }
        }
        for (int i = 0; told && i < count - 1; i++) {
            int length = frames.get(i).length;
            if (length < 252) {
                head.write(length);
            } else {
                head.write(252 + length % 4);
                head.write((length - 252 - length % 4) / 4);
            }
        }
        byte[] body = written(first | Math.min(form, 3), head.toByteArray(), frames);
        return new Sample(Arrays.copyOf(body, body.length + padding), List.copyOf(frames));
    }

    private byte[] bytes(int length) {
        byte[] made = new byte[length];
        random.nextBytes(made);
        return made;
    }

    private static byte[] written(int toc, byte[] head, List<byte[]> frames) {
        var out = new ByteArrayOutputStream();
        out.write(toc);
        out.writeBytes(head);
        frames.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static List<byte[]> frames(byte[] buf, int off, int len) {
        var spans = new int[2 * OpusPacket.MAX_FRAMES];
        int count = OpusPacket.frames(buf, off, len, spans);
        assertThat(count).isPositive();
        var found = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            found.add(Arrays.copyOfRange(buf, spans[2 * i], spans[2 * i] + spans[2 * i + 1]));
        }
        return found;
    }

    @Test
    @DisplayName("another configuration or other channels do not go with what is held")
    void others() {
        var merger = new OpusMerger(2880, 1200);
        assertThat(merger.add(new byte[] {(byte) 0x78, 1, 2}, 0, 3)).isEqualTo(Outcome.HELD);
        assertThat(merger.add(new byte[] {(byte) 0x70, 1, 2}, 0, 3)).isEqualTo(Outcome.OTHER);
        assertThat(merger.add(new byte[] {(byte) 0x7C, 1, 2}, 0, 3)).isEqualTo(Outcome.OTHER);
        assertThat(merger.add(new byte[] {(byte) 0x79, 3, 4}, 0, 3)).isEqualTo(Outcome.HELD);
        assertThat(merger.count()).isEqualTo(3);
        assertThat(merger.full(960)).isTrue();
        assertThat(merger.add(new byte[] {(byte) 0x78, 1, 2}, 0, 3)).isEqualTo(Outcome.OTHER);

        merger.clear();
        assertThat(merger.add(new byte[] {(byte) 0x7C, 1, 2}, 0, 3)).isEqualTo(Outcome.HELD);
        var out = new byte[3];
        assertThat(merger.write(out, 0)).isEqualTo(3);
        assertThat(out).as("one frame stays what it was").containsExactly(0x7C, 1, 2);
    }

    @Test
    @DisplayName(
            "48 frames of 2.5 ms fit, a 49th does not; 120 ms fit, 140 do not; bytes are bounded")
    void limits() {
        byte[] short25 = {(byte) (16 << 3), 5};
        var merger = new OpusMerger(OpusPacket.MAX_SAMPLES, 500);
        for (int i = 0; i < 48; i++) {
            assertThat(merger.add(short25, 0, 2)).isEqualTo(Outcome.HELD);
        }
        assertThat(merger.add(short25, 0, 2)).isEqualTo(Outcome.OTHER);
        assertThat(merger.samples()).isEqualTo(5760);

        merger.clear();
        byte[] sixty = {(byte) (3 << 3), 5};
        assertThat(merger.add(sixty, 0, 2)).isEqualTo(Outcome.HELD);
        assertThat(merger.add(sixty, 0, 2)).isEqualTo(Outcome.HELD);
        assertThat(merger.add(sixty, 0, 2)).isEqualTo(Outcome.OTHER);

        merger.clear();
        byte[] large = new byte[401];
        large[0] = (byte) 0x78;
        assertThat(merger.add(large, 0, 401)).isEqualTo(Outcome.HELD);
        assertThat(merger.add(large, 0, 401)).isEqualTo(Outcome.OTHER);
        assertThat(new OpusMerger(2880, 300).add(large, 0, 401)).isEqualTo(Outcome.MALFORMED);
        assertThat(new OpusMerger(960, 500).add(sixty, 0, 2)).isEqualTo(Outcome.MALFORMED);
    }
}
