package io.mitalk.replay.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.testing.ManualClock;
import io.mitalk.media.tap.Tap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that refuse, and power that is lost. What refuses is the system: {@code /dev/full} has room for nothing. */
class DiskTest {

    private static final Path FULL = Path.of("/dev/full");
    private static final Speaker ADA = new Speaker("room", "ada");
    private static final Speaker BEA = new Speaker("room", "bea");
    private static final byte[] PACKET = new byte[80];

    static {
        PACKET[0] = (byte) 0xF8; // one frame of 20 ms
    }

    private final ManualClock clock = new ManualClock();
    private final Threads threads = Threads.create();
    private final List<RecorderEvent> events = new CopyOnWriteArrayList<>();
    private final SmallDisk disk = new SmallDisk();

    @TempDir Path folder;

    private long number;

    @AfterEach
    void close() {
        threads.close();
    }

    /** A disk with room for so many bytes; what is beyond goes where there is none. */
    private static final class SmallDisk implements Disk {

        private final List<String> refusals = new CopyOnWriteArrayList<>();
        private final Semaphore forced = new Semaphore(0);
        private long room = Long.MAX_VALUE;
        private volatile boolean forces = true;
        private volatile long forcedBytes;

        @Override
        public Sink create(Path path) throws IOException {
            var real = Disk.REAL.create(path);
            return new Sink() {

                private long written;

                @Override
                public void write(ByteBuffer bytes) throws IOException {
                    int fits = (int) Math.min(room, bytes.remaining());
                    real.write(bytes.slice(bytes.position(), fits));
                    room -= fits;
                    written += fits;
                    bytes.position(bytes.position() + fits);
                    if (bytes.hasRemaining()) {
                        refused(full -> full.write(bytes));
                    }
                }

                @Override
                public void force() throws IOException {
                    long until = written;
                    if (!forces) {
                        refused(full -> full.force(true));
                    }
                    real.force();
                    forcedBytes = until;
                    forced.release();
                }

                @Override
                public void close() throws IOException {
                    real.close();
                }
            };
        }

        private interface Deed {
            void on(FileChannel full) throws IOException;
        }

        private void refused(Deed deed) throws IOException {
            try (var full = FileChannel.open(FULL, StandardOpenOption.WRITE)) {
                deed.on(full);
            } catch (IOException e) {
                refusals.add(String.valueOf(e.getMessage()));
                throw e;
            } finally {
                forced.release();
            }
        }
    }

    private Recorder recorder() throws IOException {
        var recorder =
                Recorder.open(
                        new RecorderSettings(folder, 0, Duration.ofSeconds(5)),
                        new Recorder.Parts(
                                clock, Randomness.secure(), threads, new SimpleMeterRegistry()),
                        disk);
        recorder.listen(events::add);
        return recorder;
    }

    /** A second of several voices, and a look at their taps. */
    private void second(Recorder recorder, Tap... taps) {
        for (int i = 0; i < 50; i++) {
            for (var tap : taps) {
                int timestamp = (int) (clock.nanoTime() / 1_000_000 * 48);
                tap.put(number, timestamp, clock.nanoTime(), PACKET, 0, PACKET.length);
            }
            number++;
            clock.advanceMs(20);
        }
        recorder.round();
    }

    /** Forcing happens elsewhere, and not while an earlier one is about to return. */
    private void awaitForced(Recorder recorder) throws InterruptedException {
        for (int i = 0; i < 3_000; i++) {
            if (disk.forced.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                return;
            }
            recorder.round();
        }
        throw new AssertionError("nothing was forced");
    }

    private long told(Class<? extends RecorderEvent> kind) {
        return events.stream().filter(kind::isInstance).count();
    }

    @Test
    @DisplayName(
            "a write that the system refuses for want of room stops recording; what was written plays")
    void writeRefused() throws Exception {
        assumeThat(Files.exists(FULL)).as("a device that is always full").isTrue();
        disk.room = 20_000;
        try (var recorder = recorder()) {
            var ada = recorder.tap(ADA);
            var bea = recorder.tap(BEA);
            for (int i = 0; i < 10 && told(RecorderEvent.Stopped.class) == 0; i++) {
                second(recorder, ada, bea);
            }
            assertThat(disk.refusals).first().asString().contains("No space left on device");
            assertThat(told(RecorderEvent.Began.class)).isEqualTo(2);
            assertThat(told(RecorderEvent.Ended.class)).isEqualTo(2);
            assertThat(events.getLast()).isEqualTo(new RecorderEvent.Stopped());
            assertThat(List.of(ada.ended(), bea.ended())).containsOnly(true);
            assertThat(recorder.waiting()).hasSize(2);
            for (UUID track : recorder.waiting()) {
                assertThat(recorder.mend(track)).isBetween(500L, 10_000L);
                assertThat(TrackReader.read(folder.resolve(track + ".ogg"))).hasSizeGreaterThan(25);
            }
            assertThat(told(RecorderEvent.Stopped.class)).as("said once").isOne();
        }
    }

    @Test
    @DisplayName(
            "a disk without room for the first sound leaves nothing behind, and later all works")
    void fullAtOnce() throws Exception {
        assumeThat(Files.exists(FULL)).as("a device that is always full").isTrue();
        disk.room = 100;
        try (var recorder = recorder()) {
            second(recorder, recorder.tap(ADA));
            assertThat(events).containsExactly(new RecorderEvent.Stopped());
            assertThat(folder).isEmptyDirectory();

            disk.room = Long.MAX_VALUE;
            var again = recorder.tap(ADA);
            second(recorder, again);
            second(recorder, again);
            again.end();
            recorder.round();
            assertThat(events.getLast()).isInstanceOf(RecorderEvent.Ended.class);
            assertThat(((RecorderEvent.Ended) events.getLast()).durationMs()).isEqualTo(2_000);
        }
    }

    @Test
    @DisplayName("a disk that cannot force what it was given is broken: recording stops")
    void forceRefused() throws Exception {
        assumeThat(Files.exists(FULL)).as("a device that is always full").isTrue();
        disk.forces = false;
        try (var recorder = recorder()) {
            var ada = recorder.tap(ADA);
            for (int i = 0; i < 5; i++) {
                second(recorder, ada);
            }
            awaitForced(recorder);
            for (int i = 0; i < 3_000 && told(RecorderEvent.Stopped.class) == 0; i++) {
                second(recorder, ada);
            }
            assertThat(told(RecorderEvent.Ended.class)).isOne();
            assertThat(recorder.mend(recorder.waiting().iterator().next())).isGreaterThan(4_000);
        }
    }

    @Test
    @DisplayName(
            "[P5] power that is lost costs what was not forced yet: little more than five seconds")
    void powerLost() throws Exception {
        try (var recorder = recorder()) {
            var ada = recorder.tap(ADA);
            for (int i = 1; i <= 24; i++) {
                second(recorder, ada);
                if (i % 5 == 0) {
                    awaitForced(recorder);
                }
            }
            var track = ((RecorderEvent.Began) events.getFirst()).track();
            var lost = folder.resolve("copy.ogg");
            Files.copy(folder.resolve(track + ".ogg"), lost);
            assertThat(Files.size(lost)).isGreaterThan(disk.forcedBytes);
            try (var file = FileChannel.open(lost, StandardOpenOption.WRITE)) {
                file.truncate(disk.forcedBytes);
            }
            assertThat(TrackFile.mend(lost)).isBetween(24_000L - 5_000 - 1_500, 20_000L);
        }
    }
}
