package io.mitalk.replay.recorder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mitalk.kit.id.Randomness;
import io.mitalk.kit.id.Uuid7;
import io.mitalk.kit.lifecycle.SerialQueue;
import io.mitalk.kit.lifecycle.Threads;
import io.mitalk.kit.time.Clock;
import io.mitalk.media.tap.Tap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread-safe. Writes the voices that are tapped, each into a file of its own, once a second. The packet threads only
 * copy into their taps; a disk that is slow, full or broken costs recordings and nothing else. Until it is taken and
 * discarded a file stays, also when the process is killed: what was written up to a second or two before plays. When
 * the power is lost, what was forced to the disk does.
 */
public final class Recorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final long ROUND_MS = 1_000;
    private static final String SUFFIX = ".ogg";

    private final RecorderSettings settings;
    private final Parts parts;
    private final Disk disk;
    private final Uuid7 ids;
    private final Queue<TrackWriter> opened = new ConcurrentLinkedQueue<>();
    private final Map<UUID, TrackWriter> writers = new HashMap<>();
    private final List<Consumer<RecorderEvent>> listeners = new CopyOnWriteArrayList<>();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder stops = new LongAdder();
    private final SerialQueue forcing;
    private final Threads.Timer timer;
    private long forcedNs;
    private volatile boolean unforced;
    private volatile int writing;

    private Recorder(RecorderSettings settings, Parts parts, Disk disk) {
        this.settings = settings;
        this.parts = parts;
        this.disk = disk;
        this.forcing = parts.threads().serialQueue("recordings to disk");
        this.forcedNs = parts.clock().nanoTime();
        this.ids = new Uuid7(parts.clock(), parts.randomness());
        register(parts.meters());
        this.timer = parts.threads().every(ROUND_MS, this::round);
    }

    /** What a recorder is given from outside. */
    public record Parts(
            Clock clock, Randomness randomness, Threads threads, MeterRegistry meters) {}

    /**
     * Begins to look at its taps once a second.
     *
     * @throws IOException when the folder cannot be made
     */
    public static Recorder open(RecorderSettings settings, Parts parts) throws IOException {
        return open(settings, parts, Disk.REAL);
    }

    /** The same on another disk. */
    static Recorder open(RecorderSettings settings, Parts parts, Disk disk) throws IOException {
        Files.createDirectories(settings.folder());
        return new Recorder(settings, parts, disk);
    }

    /** Tells all later events, in the order in which they happen; before the first tap is opened. */
    public void listen(Consumer<RecorderEvent> listener) {
        listeners.add(listener);
    }

    /** A tap for one track of a speaker; a file is made with its first sound. */
    public Tap tap(Speaker speaker) {
        var id = ids.next();
        var tap = new Tap();
        opened.add(new TrackWriter(id, speaker, tap, path(id), disk));
        return tap;
    }

    /** Looks at every tap now. */
    synchronized void round() {
        for (var fresh = opened.poll(); fresh != null; fresh = opened.poll()) {
            writers.put(fresh.id(), fresh);
        }
        writing = writers.size();
        if (writers.isEmpty()) {
            unforced = false;
            return;
        }
        boolean broken = full() || unforced;
        for (var writer : List.copyOf(writers.values())) {
            broken |= !write(writer);
        }
        if (broken) {
            stop();
        } else {
            force();
        }
    }

    /** Has everything forced to the disk from time to time, elsewhere: a slow disk must not keep the taps waiting. */
    private void force() {
        long nowNs = parts.clock().nanoTime();
        if (nowNs - forcedNs >= settings.forceEvery().toNanos() && forcing.idle()) {
            forcedNs = nowNs;
            var open = List.copyOf(writers.values());
            forcing.execute(() -> force(open));
        }
    }

    private void force(List<TrackWriter> open) {
        for (var writer : open) {
            try {
                writer.force();
            } catch (IOException e) {
                LOG.error("a recording cannot be forced to the disk", e);
                unforced = true;
            }
        }
    }

    /** Writes one track; false when that failed. */
    private boolean write(TrackWriter writer) {
        boolean ends = writer.tap().ended();
        try {
            long nowNs = parts.clock().nanoTime();
            if (writer.write(nowNs)) {
                tell(new RecorderEvent.Began(writer.id(), writer.speaker(), heard(writer, nowNs)));
            }
            if (ends) {
                end(writer);
            }
            return true;
        } catch (IOException e) {
            LOG.error("recordings stop: one cannot be written", e);
            giveUp(writer);
            return false;
        }
    }

    private Instant heard(TrackWriter writer, long nowNs) {
        return parts.clock().instant().minusNanos(nowNs - writer.firstNs());
    }

    private void end(TrackWriter writer) throws IOException {
        boolean before = writer.begun();
        writer.end();
        writers.remove(writer.id());
        dropped.add(writer.tap().dropped());
        late.add(writer.late());
        if (!writer.begun()) {
            return;
        }
        if (!before) {
            long nowNs = parts.clock().nanoTime();
            tell(new RecorderEvent.Began(writer.id(), writer.speaker(), heard(writer, nowNs)));
        }
        tell(new RecorderEvent.Ended(writer.id(), writer.durationMs()));
    }

    /** Ends every track where it is; what stands on the disk stays. */
    private void stop() {
        for (var writer : List.copyOf(writers.values())) {
            writer.tap().end();
            try {
                end(writer);
            } catch (IOException e) {
                LOG.warn("the end of a recording is not written", e);
                giveUp(writer);
            }
        }
        writing = 0;
        unforced = false;
        stops.increment();
        tell(new RecorderEvent.Stopped());
    }

    /** Keeps of a track what its file holds; nothing more is written to it, since that may have ended in a page. */
    private void giveUp(TrackWriter writer) {
        writers.remove(writer.id());
        writer.tap().end();
        try {
            writer.close();
            if (Files.exists(path(writer.id()))) {
                long durationMs = TrackFile.mend(path(writer.id()));
                if (durationMs > 0) {
                    tell(new RecorderEvent.Ended(writer.id(), durationMs));
                } else {
                    discard(writer.id()); // nothing of it found room, and nobody knows of it
                }
            }
        } catch (IOException e) {
            LOG.error("the end of a recording is not mended yet; whoever takes it tries again", e);
        }
    }

    private boolean full() {
        try {
            long free = Files.getFileStore(settings.folder()).getUsableSpace();
            if (free >= settings.keepFreeBytes()) {
                return false;
            }
            LOG.error("recordings stop: only {} MiB are free", free >> 20);
            return true;
        } catch (IOException e) {
            LOG.error("recordings stop: the disk cannot be asked", e);
            return true;
        }
    }

    /** Tracks whose file waits to be taken, whole: of an earlier run too, which may have been killed. */
    public synchronized Set<UUID> waiting() {
        var found = new HashSet<UUID>();
        try (var files = Files.newDirectoryStream(settings.folder(), "*" + SUFFIX)) {
            for (var file : files) {
                var id = id(file);
                if (id != null && !writers.containsKey(id)) {
                    found.add(id);
                }
            }
        } catch (IOException e) {
            LOG.error("the folder of recordings cannot be read", e);
        }
        return found;
    }

    /** Makes the file of a track that waits whole, and says how many milliseconds it plays; 0 when nothing. */
    public long mend(UUID track) throws IOException {
        return TrackFile.mend(path(track));
    }

    /** The file of a track that waits. */
    public InputStream read(UUID track) throws IOException {
        return Files.newInputStream(path(track));
    }

    /** Removes the file of a track; harmless when there is none. */
    public void discard(UUID track) {
        try {
            Files.deleteIfExists(path(track));
        } catch (IOException e) {
            LOG.error("a recording cannot be deleted", e);
        }
    }

    private Path path(UUID id) {
        return settings.folder().resolve(id + SUFFIX);
    }

    private static @Nullable UUID id(Path file) {
        String name = file.getFileName().toString();
        try {
            return UUID.fromString(name.substring(0, name.length() - SUFFIX.length()));
        } catch (IllegalArgumentException e) {
            return null; // not a file of ours
        }
    }

    private void tell(RecorderEvent event) {
        for (var listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.error("a listener failed at {}", event, e);
            }
        }
    }

    private void register(MeterRegistry meters) {
        Gauge.builder("mitalk.recorder.tracks", this, r -> r.writing)
                .description("Voices that are recorded now")
                .register(meters);
        FunctionCounter.builder("mitalk.recorder.packets.dropped", dropped, LongAdder::sum)
                .description("Packets that a recording lacks because nobody fetched them in time")
                .register(meters);
        FunctionCounter.builder("mitalk.recorder.packets.late", late, LongAdder::sum)
                .description("Packets that came when their place in a recording was written")
                .register(meters);
        FunctionCounter.builder("mitalk.recorder.stops", stops, LongAdder::sum)
                .description("How often a full or broken disk stopped all recordings")
                .register(meters);
    }

    /** Ends every track; their files are told before it returns. */
    @Override
    public void close() {
        timer.cancel();
        for (var waiting : new ArrayList<>(opened)) {
            waiting.tap().end();
        }
        synchronized (this) {
            writers.values().forEach(writer -> writer.tap().end());
            round();
        }
    }
}
