package io.mitalk.replay.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.testing.ManualClock;
import io.mitalk.media.tap.Tap;
import io.mitalk.wire.ogg.OggOpusStream;
import io.mitalk.wire.ogg.OggPage;
import io.mitalk.wire.opus.OpusPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {

    private static final int RATE = OpusPacket.RATE;
    private static final int FRAME = 960;
    private static final Speaker ADA = new Speaker("room", "ada");

    private final ManualClock clock = new ManualClock();
    private final Threads threads = Threads.create();
    private final List<RecorderEvent> events = new CopyOnWriteArrayList<>();
    private final OpusEncoder encoder;

    @TempDir Path folder;

    private long number;

    RecorderTest() throws OpusException {
        encoder = new OpusEncoder(RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
    }

    @AfterEach
    void close() {
        threads.close();
    }

    private Recorder recorder(long keepFreeBytes) throws IOException {
        var recorder =
                Recorder.open(
                        new RecorderSettings(folder, keepFreeBytes, Duration.ofSeconds(5)),
                        new Recorder.Parts(
                                clock, Randomness.secure(), threads, new SimpleMeterRegistry()));
        recorder.listen(events::add);
        return recorder;
    }

    /** So many seconds of a tone, as packets that arrive while time passes. */
    private void speak(Tap tap, int seconds) throws OpusException {
        var sound = new short[FRAME];
        var packet = new byte[1275];
        for (int i = 0; i < seconds * 50; i++) {
            for (int at = 0; at < FRAME; at++) {
                sound[at] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * at / RATE));
            }
            int length = encoder.encode(sound, 0, FRAME, packet, 0, packet.length);
            tap.put(number, (int) (now() * 48), clock.nanoTime(), packet, 0, length);
            number++;
            clock.advanceMs(20);
        }
    }

    private long now() {
        return clock.nanoTime() / 1_000_000;
    }

    private UUID ended() {
        return events.stream()
                .filter(RecorderEvent.Ended.class::isInstance)
                .map(event -> ((RecorderEvent.Ended) event).track())
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("[P5] a voice is found at its second, after minutes in which it was muted")
    void atItsSecond() throws Exception {
        try (var recorder = recorder(0)) {
            clock.advance(Duration.ofSeconds(30));
            var tap = recorder.tap(ADA);
            var began = clock.instant();
            speak(tap, 2);
            recorder.round();
            clock.advance(Duration.ofMinutes(5));
            speak(tap, 2);
            recorder.round();
            tap.end();
            recorder.round();

            assertThat(events)
                    .containsExactly(
                            new RecorderEvent.Began(ended(), ADA, began),
                            new RecorderEvent.Ended(ended(), 304_000));
            assertThat(recorder.waiting()).containsExactly(ended());
            short[] heard = decoded(ended());
            assertThat(loudness(heard, 1)).isGreaterThan(1_000);
            assertThat(loudness(heard, 100)).isLessThan(10);
            assertThat(loudness(heard, 301.5)).isLessThan(10);
            assertThat(loudness(heard, 302.5)).isGreaterThan(1_000);
            recorder.discard(ended());
            assertThat(recorder.waiting()).isEmpty();
        }
    }

    @Test
    @DisplayName("[P5] a process that is killed loses less than five seconds")
    void killed() throws Exception {
        var recorder = recorder(0);
        var tap = recorder.tap(ADA);
        for (int second = 0; second < 20; second++) {
            speak(tap, 1);
            recorder.round();
        }
        var id = began();
        assertThat(recorder.waiting()).as("it is still written").isEmpty();
        // The last page was cut off in the middle of its write.
        Files.write(file(id), new byte[] {'O', 'g', 'g', 'S', 0, 0, 7}, StandardOpenOption.APPEND);

        try (var after = recorder(0)) {
            assertThat(after.waiting()).containsExactly(id);
            assertThat(after.mend(id)).isBetween(18_500L, 20_000L);
            assertThat(loudness(decoded(id), 18)).isGreaterThan(1_000);
        }
        recorder.close();
    }

    @Test
    @DisplayName("a disk that fills up ends recordings where they are, and they play")
    void diskFull() throws Exception {
        try (var recorder = recorder(Long.MAX_VALUE)) {
            var tap = recorder.tap(ADA);
            speak(tap, 2);
            recorder.round();
            assertThat(events)
                    .containsExactly(
                            new RecorderEvent.Began(ended(), ADA, clock.instant().minusSeconds(2)),
                            new RecorderEvent.Ended(ended(), 2_000),
                            new RecorderEvent.Stopped());
            assertThat(tap.ended()).isTrue();
            assertThat(decoded(ended()).length).isEqualTo(2 * RATE);
        }
    }

    @Test
    @DisplayName("a packet that was asked for again comes into its place")
    void repaired() throws Exception {
        try (var recorder = recorder(0)) {
            var tap = recorder.tap(ADA);
            speak(tap, 1);
            number++;
            clock.advanceMs(20);
            speak(tap, 1);
            var sound = new short[FRAME];
            var packet = new byte[1275];
            int length = encoder.encode(sound, 0, FRAME, packet, 0, packet.length);
            tap.put(50, 1_000 * 48, clock.nanoTime(), packet, 0, length);
            tap.end();
            recorder.round();
            assertThat(decoded(ended()).length).isEqualTo(2 * RATE + FRAME);
        }
    }

    @Test
    @DisplayName("who never says a word leaves no file")
    void silent() throws Exception {
        try (var recorder = recorder(0)) {
            recorder.tap(ADA).end();
            recorder.round();
        }
        assertThat(events).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("closing ends every track")
    void closed() throws Exception {
        var recorder = recorder(0);
        speak(recorder.tap(ADA), 3);
        recorder.close();
        assertThat(decoded(ended()).length).isEqualTo(3 * RATE);
    }

    private UUID began() {
        return ((RecorderEvent.Began) events.getFirst()).track();
    }

    private Path file(UUID id) {
        return folder.resolve(id + ".ogg");
    }

    private short[] decoded(UUID id) throws IOException, OpusException {
        byte[] file = Files.readAllBytes(file(id));
        var decoder = new OpusDecoder(RATE, 1);
        var sound = new short[400 * RATE];
        int samples = 0;
        int page = 0;
        for (int length = OggPage.length(file, 0, file.length);
                length >= 0;
                length = OggPage.length(file, page, file.length)) {
            assertThat(OggPage.intact(file, page, length)).isTrue();
            int segments = file[page + 26] & 0xFF;
            int at = page + 27 + segments;
            int packet = 0;
            for (int i = 0; i < segments; i++) {
                int lacing = file[page + 27 + i] & 0xFF;
                packet += lacing;
                if (lacing < 255) {
                    if (OggPage.granule(file, page) > 0) {
                        int lasts = OpusPacket.samples(file, at, packet);
                        samples += decoder.decode(file, at, packet, sound, samples, lasts, false);
                    }
                    at += packet;
                    packet = 0;
                }
            }
            page += length;
        }
        return Arrays.copyOfRange(sound, OggOpusStream.PRE_SKIP, samples);
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
