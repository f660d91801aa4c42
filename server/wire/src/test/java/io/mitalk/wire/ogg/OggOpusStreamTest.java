package io.mitalk.wire.ogg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.mitalk.wire.opus.OpusPacket;
import io.mitalk.wire.opus.Recording;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OggOpusStreamTest {

    private static final int RATE = OpusPacket.RATE;
    private static final int FRAME = 960;

    @Test
    @DisplayName("[P5] a tone after a gap is heard at its second, and the gap is silent")
    void heardAtItsSecond() throws OpusException {
        var file = new ByteArrayOutputStream();
        var stream = new OggOpusStream(7, false);
        var encoder = new OpusEncoder(RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        tone(stream, encoder, 50);
        file.writeBytes(stream.take());
        stream.gap(10L * RATE);
        file.writeBytes(stream.take());
        tone(stream, encoder, 50);
        file.writeBytes(stream.end());

        short[] heard = decoded(file.toByteArray());
        assertThat(heard.length).isEqualTo(12 * RATE);
        assertThat(loudness(heard, 0.2)).isGreaterThan(1_000);
        assertThat(loudness(heard, 1.3)).isLessThan(10);
        assertThat(loudness(heard, 10.9)).isLessThan(10);
        assertThat(loudness(heard, 11.1)).isGreaterThan(1_000);
    }

    @Test
    @DisplayName("whatever was taken so far is a file of whole pages that plays")
    void playsAtAnyMoment() throws OpusException {
        var file = new ByteArrayOutputStream();
        var stream = new OggOpusStream(7, false);
        var encoder = new OpusEncoder(RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        file.writeBytes(stream.take());
        for (int second = 1; second <= 3; second++) {
            tone(stream, encoder, 50);
            file.writeBytes(stream.take());
            // The newest packet is written with the next page.
            assertThat(decoded(file.toByteArray()).length).isEqualTo(second * RATE - FRAME);
        }
        assertThat(stream.samples()).isEqualTo(3L * RATE);
    }

    @Test
    @DisplayName(
            "a file that was cut off anywhere keeps its whole pages, and the last may be marked as such")
    void cutOff() throws OpusException {
        var stream = new OggOpusStream(7, false);
        tone(stream, new OpusEncoder(RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP), 120);
        byte[] whole = stream.end();
        byte[] cut = Arrays.copyOf(whole, whole.length - 5);
        int end = 0;
        int last = 0;
        for (int length = OggPage.length(cut, 0, cut.length);
                length >= 0 && OggPage.intact(cut, end, length);
                length = OggPage.length(cut, end, cut.length)) {
            last = end;
            end += length;
        }
        assertThat(end).isBetween(1, cut.length - 1);
        OggPage.end(cut, last, end - last);
        assertThat(OggPage.intact(cut, last, end - last)).isTrue();
        assertThat(OggReader.read(Arrays.copyOf(cut, end))).isInstanceOf(Recording.Opus.class);
    }

    @Test
    @DisplayName("what is no Opus packet is not taken")
    void nonsense() {
        var stream = new OggOpusStream(7, false);
        assertThat(stream.add(new byte[] {3}, 0, 1)).isFalse();
        assertThat(stream.samples()).isZero();
    }

    @Test
    @DisplayName("a gap shorter than a frame is left to the next one")
    void shortGap() throws OpusException {
        var stream = new OggOpusStream(7, false);
        tone(stream, new OpusEncoder(RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP), 1);
        stream.gap(FRAME - 1);
        assertThat(stream.samples()).isEqualTo(FRAME);
        stream.gap(2 * FRAME + 1);
        assertThat(stream.samples()).isEqualTo(3 * FRAME);
    }

    private static void tone(OggOpusStream stream, OpusEncoder encoder, int frames)
            throws OpusException {
        var sound = new short[FRAME];
        var packet = new byte[1275];
        for (int i = 0; i < frames; i++) {
            for (int at = 0; at < FRAME; at++) {
                sound[at] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * at / RATE));
            }
            int length = encoder.encode(sound, 0, FRAME, packet, 0, packet.length);
            assertThat(stream.add(packet, 0, length)).isTrue();
        }
    }

    private static short[] decoded(byte[] file) throws OpusException {
        var read = OggReader.read(file);
        assertThat(read).isInstanceOf(Recording.Opus.class);
        var opus = (Recording.Opus) read;
        var decoder = new OpusDecoder(RATE, 1);
        var sound = new short[60 * RATE];
        int samples = 0;
        for (var packet : opus.packets()) {
            int length = OpusPacket.samples(packet, 0, packet.length);
            samples += decoder.decode(packet, 0, packet.length, sound, samples, length, false);
        }
        return Arrays.copyOfRange(sound, opus.head().preSkip(), samples);
    }

    /** The mean of a tenth of a second. */
    private static double loudness(short[] sound, double second) {
        int from = (int) (second * RATE);
        double sum = 0;
        for (int i = from; i < from + RATE / 10; i++) {
            sum += Math.abs(sound[i]);
        }
        return sum / (RATE / 10.0);
    }
}
