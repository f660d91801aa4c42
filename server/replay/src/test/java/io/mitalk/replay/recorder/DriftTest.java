package io.mitalk.replay.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.testing.ManualClock;
import io.mitalk.wire.opus.OpusPacket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An hour and more of one voice whose sender's clock is not ours, as packets that nobody encoded. */
class DriftTest {

    private static final int FRAME = 960;
    private static final long FRAME_NS = 20_000_000;
    private static final int MARK_EVERY = 3_000;
    private static final int MARKED = 1_000_000;

    @TempDir Path folder;

    /** A packet of one 20 ms frame that carries a number. */
    private static byte[] packet(int number) {
        return new byte[] {
            (byte) 0xF8, 7, (byte) (number >> 16), (byte) (number >> 8), (byte) number
        };
    }

    private static int number(byte[] packet) {
        boolean ours = packet.length == 5 && packet[0] == (byte) 0xF8 && packet[1] == 7;
        return ours
                ? (packet[2] & 0xFF) << 16 | (packet[3] & 0xFF) << 8 | (packet[4] & 0xFF)
                : MARKED;
    }

    /** Up to 60 ms, never the same for long. */
    private static long delayNs(int i) {
        return i * 7_919L % 61 * 1_000_000;
    }

    private record Written(Map<Integer, Double> roomSecond, Map<Integer, Double> fileSecond) {}

    /**
     * Speaks and says where numbered packets should be and are.
     *
     * @param ppm how much faster than ours the sender's clock is, in millionths
     * @param pauseEvery packets after which nothing is sent for as long as a breath; 0 never
     */
    private Written speak(int ppm, int minutes, int pauseEvery) throws Exception {
        var clock = new ManualClock();
        var room = new HashMap<Integer, Double>();
        try (var threads = Threads.create();
                var recorder =
                        Recorder.open(
                                new RecorderSettings(folder, 0, Duration.ofSeconds(5)),
                                new Recorder.Parts(
                                        clock,
                                        Randomness.secure(),
                                        threads,
                                        new SimpleMeterRegistry()))) {
            var tap = recorder.tap(new Speaker("room", "ada"));
            long firstNs = clock.nanoTime();
            for (int i = 0; i < minutes * 3_000; i++) {
                long sentNs = firstNs + Math.round(i * FRAME_NS / (1 + ppm / 1e6));
                if (pauseEvery == 0 || i % pauseEvery < pauseEvery - 25) {
                    int number = i % MARK_EVERY == 0 ? i / MARK_EVERY : MARKED;
                    byte[] packet = packet(number);
                    tap.put(i, i * FRAME, sentNs + delayNs(i), packet, 0, packet.length);
                    if (number < MARKED) {
                        room.put(number, (sentNs - firstNs) / 1e9);
                    }
                }
                if (i % 50 == 49) {
                    clock.advance(Duration.ofNanos(sentNs - clock.nanoTime()));
                    recorder.round();
                }
            }
            tap.end();
            recorder.round();
            var track = recorder.waiting().iterator().next();
            var file = new HashMap<Integer, Double>();
            TrackReader.read(folder.resolve(track + ".ogg"))
                    .forEach(
                            placed ->
                                    file.put(
                                            number(placed.packet()),
                                            placed.at() / (double) OpusPacket.RATE));
            recorder.discard(track);
            return new Written(room, file);
        }
    }

    private static double worst(Written written) {
        double worst = 0;
        int found = 0;
        for (var mark : written.roomSecond().entrySet()) {
            var at = written.fileSecond().get(mark.getKey());
            if (at != null) { // one may have been left out
                worst = Math.max(worst, Math.abs(at - mark.getValue()));
                found++;
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(written.roomSecond().size() - 2);
        return worst;
    }

    @ParameterizedTest(name = "{0} ppm for {1} minutes")
    @CsvSource({"200, 60, 0", "-200, 60, 0", "1000, 60, 0", "-1000, 60, 0", "1000, 60, 500"})
    @DisplayName("[P5] a sender's clock that is fast or slow does not move a voice from its second")
    void clock(int ppm, int minutes, int pauseEvery) throws Exception {
        assertThat(worst(speak(ppm, minutes, pauseEvery))).isLessThan(0.5);
    }

    @Test
    @DisplayName("a true clock loses and gains nothing, whatever the network's delays are")
    void trueClock() throws Exception {
        var written = speak(0, 10, 0);
        assertThat(worst(written)).isLessThan(0.1);
        assertThat(written.fileSecond()).containsEntry(9, 540.0);
    }
}
